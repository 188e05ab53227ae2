package dev.ringlock.dataset.guard;

/**
 * Nothing of it may leave. The code is all that is told, with no number.
 *
 * @param code one of the codes below
 */
public record GuardRefusal(String code) implements GuardResult {

    /** Fewer than k people were asked for. */
    public static final String TOO_FEW_PEOPLE = "too_few_people";

    /** More would have to be hidden than the policy allows, however coarse the columns are. */
    public static final String TOO_MUCH_HIDDEN = "too_much_hidden";
}
