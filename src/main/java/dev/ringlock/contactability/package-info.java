/** The one rule: may this number be used for that purpose now, and why not. Plain Java; knows consent, and nobody else. */
@NullMarked
package dev.ringlock.contactability;

import org.jspecify.annotations.NullMarked;
