package dev.ringlock;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rooms of docs/design.md, held. Each rule is checked on the project, and on classes planted under {@code planted/} to
 * break just that rule: a rule that cannot fail holds nothing.
 */
class RoomsTest {

    private static final String[] DOORS = {
        "capture",
        "confirm",
        "inbound",
        "delivery",
        "preferences",
        "links",
        "decide",
        "audience",
        "reveal",
        "contacts",
        "audit",
        "subject",
        "dataset",
        "purge",
        "pages"
    };
    private static final String[] CORE = {"phone", "consent", "access", "ledger", "reply"};

    /** What the same act at the same instant would answer differently. */
    private static final Set<String> NOT_PURE = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID");

    /** A rule, made for the packages below a root. */
    enum Rule {
        CORE_KNOWS_ONLY_JAVA {
            @Override
            ArchRule of(String root) {
                return noClasses()
                        .that(in(root, CORE))
                        .should()
                        .dependOnClassesThat(not(in(root, CORE))
                                .and(not(resideInAnyPackage("java..", "org.jspecify..", "com.google.i18n.."))));
            }
        },
        ONLY_PHONE_KNOWS_LIBPHONENUMBER {
            @Override
            ArchRule of(String root) {
                return noClasses()
                        .that(not(in(root, "phone")))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("com.google.i18n..");
            }
        },
        CORE_HAS_NO_CLOCK_AND_NO_IO {
            @Override
            ArchRule of(String root) {
                return noClasses()
                        .that(in(root, CORE))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage("java.net..", "java.nio.file..", "java.sql..")
                                .or(DescribedPredicate.describe(
                                        "clocks, files and randomness",
                                        (JavaClass c) -> c.getName().equals("java.time.Clock")
                                                || c.getName().startsWith("java.io.File")
                                                || c.getName().equals("java.util.Random")
                                                || c.getName().equals("java.security.SecureRandom"))))
                        .orShould()
                        .accessTargetWhere(DescribedPredicate.describe(
                                "asks for the time or for chance",
                                access -> NOT_PURE.contains(
                                        access.getTargetOwner().getName() + "." + access.getName())));
            }
        },
        DOORS_DO_NOT_KNOW_EACH_OTHER {
            @Override
            ArchRule of(String root) {
                return slices().matching(root + ".(" + String.join("|", DOORS) + ")..")
                        .should()
                        .notDependOnEachOther()
                        .allowEmptyShould(true);
            }
        },
        ROOMS_AROUND_THE_CORE_DO_NOT_KNOW_EACH_OTHER {
            /** The edge may know the promises' two exceptions: it is the only mapper of outcomes. */
            @Override
            ArchRule of(String root) {
                return slices().matching(root + ".(edge|store|keys|policy|message|reassigned)..")
                        .should()
                        .notDependOnEachOther()
                        .ignoreDependency(
                                resideInAPackage(root + ".edge.."), simpleNameEndingWith("UnavailableException"))
                        .allowEmptyShould(true);
            }
        },
        NO_ROOM_KNOWS_A_DOOR {
            @Override
            ArchRule of(String root) {
                return noClasses()
                        .that(in(root, "edge", "store", "keys", "policy", "message", "reassigned"))
                        .should()
                        .dependOnClassesThat(in(root, DOORS));
            }
        },
        ONLY_ENGINES_KNOW_THEIR_TECHNOLOGY {
            @Override
            ArchRule of(String root) {
                return noClasses()
                        .that(not(resideInAnyPackage(
                                root + ".store.*..", root + ".keys.*..", root + ".message.*..", root + ".lambda..")))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.sql..", "org.sqlite..", "software.amazon..");
            }
        },
        ONLY_THE_FLAVOURS_KNOW_ENGINES_AND_HTTP {
            @Override
            ArchRule of(String root) {
                return noClasses()
                        .that(not(resideInAnyPackage(
                                root + ".standalone..",
                                root + ".lambda..",
                                root + ".store.*..",
                                root + ".keys.*..",
                                root + ".message.*..")))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                root + ".store.*..",
                                root + ".keys.*..",
                                root + ".message.*..",
                                root + ".standalone..",
                                root + ".lambda..",
                                "io.vertx.."));
            }
        },
        ONLY_THE_EDGE_MAKES_A_CLOCK {
            /** The one-machine server may have the edge's, for demo mode's is made from it. */
            @Override
            ArchRule of(String root) {
                return noClasses()
                        .that(not(in(root, "edge")))
                        .should()
                        .accessTargetWhere(DescribedPredicate.describe(
                                "makes a clock or asks the machine's",
                                call -> (call.getTargetOwner().getName().equals("java.time.Clock")
                                                && call.getName().startsWith("system"))
                                        || (call.getTargetOwner()
                                                        .getPackageName()
                                                        .equals("java.time")
                                                && call.getName().equals("now"))
                                        || (call.getTargetOwner().getName().equals(root + ".edge.Time")
                                                && call.getName().equals("machine")
                                                && !call.getOriginOwner()
                                                        .getPackageName()
                                                        .equals(root + ".standalone"))));
            }
        },
        FEW_SEE_A_NUMBER_IN_CLEAR {
            /**
             * The walk of a number: core reads it, keys seals it, capture checks that claims do not hold it, a sender hands
             * it to its provider, reassigned asks who knows whose it is, reveal and audience show it to people of staff, an
             * export writes it into a sealed part.
             */
            @Override
            ArchRule of(String root) {
                return noClasses()
                        .that()
                        .haveNameNotMatching(
                                ".*\\.(phone\\.\\w+|Envelope|Index|CheckedSignup|reveal\\.Revealed|audience\\.Taken|audience\\.export\\.Format"
                                        + "|message\\.twilio\\.TwilioSender|message\\.aws\\.AwsSender|standalone\\.MessageList|reassigned\\.HttpReassigned)")
                        .should()
                        .accessTargetWhere(DescribedPredicate.describe(
                                "asks for a number in clear",
                                call -> call.getName().equals("e164")));
            }
        };

        abstract ArchRule of(String root);

        String plantedRoot() {
            return "planted." + name().toLowerCase(java.util.Locale.ROOT).replace("_", "");
        }
    }

    private static final JavaClasses PROJECT = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("dev.ringlock");

    @ParameterizedTest
    @EnumSource
    void theProjectKeeps(Rule rule) {
        rule.of("dev.ringlock").check(PROJECT);
    }

    @ParameterizedTest
    @EnumSource
    void aPlantedViolationBreaks(Rule rule) {
        JavaClasses planted = new ClassFileImporter().importPackages(rule.plantedRoot());
        assertTrue(planted.size() > 0, "nothing is planted under " + rule.plantedRoot());
        EvaluationResult result = rule.of(rule.plantedRoot()).evaluate(planted);
        assertTrue(result.hasViolation(), rule + " does not notice what is planted to break it");
    }

    private static DescribedPredicate<JavaClass> in(String root, String... rooms) {
        return resideInAnyPackage(
                Stream.of(rooms).map(room -> root + "." + room + "..").toArray(String[]::new));
    }
}
