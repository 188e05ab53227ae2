/** Makes test data: people who do not exist, with numbers that nobody has, and what they decided. It knows no engine. */
@NullMarked
package dev.ringlock.standalone.testdata;

import org.jspecify.annotations.NullMarked;
