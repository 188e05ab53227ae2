/** Requests in, answers out: the only mapper of problems to status codes, JSON, paging, the only Clock. */
@NullMarked
package dev.ringlock.http;

import org.jspecify.annotations.NullMarked;
