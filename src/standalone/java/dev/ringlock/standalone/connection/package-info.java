/**
 * The server's connections, below the requests: how many there may be, how long a request may take to arrive, and which
 * requests are refused before Vert.x routes them. It knows no function.
 */
@NullMarked
package dev.ringlock.standalone.connection;

import org.jspecify.annotations.NullMarked;
