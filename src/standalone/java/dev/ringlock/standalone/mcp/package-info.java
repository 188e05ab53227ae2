/** An MCP server for agents: it asks a running Ringlock over HTTP, with a token of its own. No number comes out. */
@NullMarked
package dev.ringlock.standalone.mcp;

import org.jspecify.annotations.NullMarked;
