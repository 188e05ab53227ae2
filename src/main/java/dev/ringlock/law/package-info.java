/** Law as dated data: hours, caps and ceilings, with their sources. Plain Java over the tables; knows phone and terms. */
@NullMarked
package dev.ringlock.law;

import org.jspecify.annotations.NullMarked;
