/** Requests in, answers out: the only place that maps problems to status codes, JSON, paging, the only Clock. */
@NullMarked
package dev.ringlock.http;

import org.jspecify.annotations.NullMarked;
