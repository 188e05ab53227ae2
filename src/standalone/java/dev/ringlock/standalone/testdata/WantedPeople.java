package dev.ringlock.standalone.testdata;

import java.util.Random;

/** Says of one person after the other what is wanted. */
@FunctionalInterface
interface WantedPeople {

    /** Nothing is wanted. */
    WantedPeople ANY = random -> WantedPerson.ANYBODY;

    WantedPerson next(Random random);
}
