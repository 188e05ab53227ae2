package dev.ringlock;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import dev.ringlock.functions.BuiltFunction;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rooms of docs/design.md, held. Each rule is checked on the project, and on classes planted under {@code planted/} to
 * break just that rule: a rule that cannot fail holds nothing.
 */
class RoomsTest {

    private static final String[] FUNCTIONS = Arrays.stream(BuiltFunction.values())
            .map(function -> function.folder().split("/")[0])
            .distinct()
            .toArray(String[]::new);
    private static final String[] CORE = {
        "phone", "terms", "law", "consent", "contactability", "access", "ledger", "reply"
    };
    private static final String[] AROUND_THE_CORE = {
        "http", "signin", "form", "provider", "store", "keys", "policy", "message", "reassigned", "print"
    };

    private static final DescribedPredicate<JavaClass> TABLES = DescribedPredicate.describe(
            "read the tables of law", (JavaClass c) -> c.getName().endsWith(".law.LawTables"));

    /** What the same act at the same instant would answer differently. */
    private static final Set<String> NOT_PURE = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID");

    /** A rule, made for the packages below a root. */
    enum RoomRule {
        CORE_KNOWS_ONLY_JAVA {
            /** The reader of the tables of law knows FastCSV, which needs nothing else itself. */
            @Override
            ArchRule of(String root) {
                return noClasses()
                        .that(in(root, CORE).and(not(TABLES)))
                        .should()
                        .dependOnClassesThat(not(in(root, CORE))
                                .and(not(resideInAnyPackage("java..", "org.jspecify..", "com.google.i18n..", root))));
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
        THE_LIST_KNOWS_ONLY_JAVA {
            /** The deployment reads it too, and it has none of our libraries. */
            @Override
            ArchRule of(String root) {
                return noClasses()
                        .that(in(root, "functions"))
                        .should()
                        .dependOnClassesThat(
                                not(in(root, "functions")).and(not(resideInAnyPackage("java..", "org.jspecify.."))));
            }
        },
        THE_GUARD_KNOWS_ONLY_JAVA {
            /** It is judged by itself, on tables that are not ours. */
            @Override
            ArchRule of(String root) {
                return noClasses()
                        .that(in(root, "dataset.guard"))
                        .should()
                        .dependOnClassesThat(not(in(root, "dataset.guard"))
                                .and(not(resideInAnyPackage("java..", "org.jspecify.."))));
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
        FUNCTIONS_DO_NOT_KNOW_EACH_OTHER {
            @Override
            ArchRule of(String root) {
                return slices().matching(root + ".(" + String.join("|", FUNCTIONS) + ")..")
                        .should()
                        .notDependOnEachOther()
                        .allowEmptyShould(true);
            }
        },
        ROOMS_AROUND_THE_CORE_DO_NOT_KNOW_EACH_OTHER {
            /**
             * {@code http} is what the rooms that answer or send requests stand on. A provider's sender keeps the promise
             * of {@code message}. The signup form is drawn with what {@code print} draws with.
             */
            @Override
            ArchRule of(String root) {
                return slices().matching(root + ".(" + String.join("|", AROUND_THE_CORE) + ")..")
                        .should()
                        .notDependOnEachOther()
                        .ignoreDependency(
                                in(root, "signin", "form", "provider", "message", "reassigned", "store.s3"),
                                in(root, "http"))
                        .ignoreDependency(in(root, "provider"), in(root, "message"))
                        .ignoreDependency(in(root, "form"), in(root, "print"))
                        .allowEmptyShould(true);
            }
        },
        NO_ROOM_KNOWS_A_FUNCTION {
            @Override
            ArchRule of(String root) {
                return noClasses()
                        .that(in(root, AROUND_THE_CORE).or(in(root, "steps")))
                        .should()
                        .dependOnClassesThat(in(root, FUNCTIONS));
            }
        },
        ONLY_FUNCTIONS_KNOW_STEPS {
            /** What several functions do alike stands above the rooms around the core. The flavours start it. */
            @Override
            ArchRule of(String root) {
                return noClasses()
                        .that(not(in(root, FUNCTIONS).or(in(root, "steps", "standalone", "lambda", "bench"))))
                        .should()
                        .dependOnClassesThat(in(root, "steps"));
            }
        },
        PACKAGES_FORM_NO_CYCLE {
            @Override
            ArchRule of(String root) {
                return slices().matching(root + ".(**)")
                        .should()
                        .beFreeOfCycles()
                        .allowEmptyShould(true);
            }
        },
        ONLY_THE_LOOP_COMMITS {
            /** A lost race is handled in one place: {@code Store.change} and {@code Store.changeAll}. */
            @Override
            ArchRule of(String root) {
                return noClasses()
                        .that()
                        .haveNameNotMatching(root.replace(".", "\\.") + "\\.store\\.(ChangeLoop|GroupLoop)")
                        .should()
                        .accessTargetWhere(DescribedPredicate.describe(
                                "commits by itself",
                                access -> Set.of("commit", "commitAll").contains(access.getName())
                                        && access.getTargetOwner().isAssignableTo(root + ".store.Store")));
            }
        },
        ONLY_ENGINES_KNOW_THEIR_TECHNOLOGY {
            @Override
            ArchRule of(String root) {
                return noClasses()
                        .that(not(resideInAnyPackage(
                                root + ".store.*..", root + ".keys.*..", root + ".provider.*..", root + ".lambda..")))
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
                                root + ".provider.*..")))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                root + ".store.*..",
                                root + ".keys.*..",
                                root + ".provider.*..",
                                root + ".standalone..",
                                root + ".lambda..",
                                "io.vertx.."));
            }
        },
        ONLY_HTTP_MAKES_A_CLOCK {
            /** The one-machine server may use it too: demo mode's clock is made from it. */
            @Override
            ArchRule of(String root) {
                return noClasses()
                        .that(not(in(root, "http")))
                        .should()
                        .accessTargetWhere(DescribedPredicate.describe(
                                "makes a clock or asks the machine's",
                                call -> (call.getTargetOwner().getName().equals("java.time.Clock")
                                                && call.getName().startsWith("system"))
                                        || (call.getTargetOwner()
                                                        .getPackageName()
                                                        .equals("java.time")
                                                && call.getName().equals("now"))
                                        || (call.getTargetOwner().getName().equals(root + ".http.Time")
                                                && call.getName().equals("machine")
                                                && !call.getOriginOwner()
                                                        .getPackageName()
                                                        .equals(root + ".standalone"))));
            }
        },
        FEW_KNOW_FASTCSV {
            /**
             * Files of others are read, and reports on them written, in one room. Tables that come with the program have a
             * reader each, and so has a provider's list of opted-out numbers, which is one column, and a dataset of ours.
             */
            @Override
            ArchRule of(String root) {
                return noClasses()
                        .that(not(in(root, "imports").or(TABLES))
                                .and(not(DescribedPredicate.describe(
                                        "read a table of their own",
                                        (JavaClass c) -> c.getName().endsWith(".provider.DeliveryCodes")
                                                || c.getName().endsWith(".policy.Law")
                                                || c.getName().endsWith(".subject.OutlastingData")
                                                || c.getName().endsWith(".reconcile.FileOfOptOuts")
                                                || c.getName().endsWith(".testdata.FictitiousNumbers")
                                                || c.getName().endsWith(".testdata.DatasetShares")))))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("de.siegmar..");
            }
        },
        FEW_SEE_A_NUMBER_IN_CLEAR {
            /**
             * The walk of a number: core reads it, keys seals it, a sender hands
             * it to its provider, reassigned asks who knows whose it is, reveal and audience show it to people of staff, an
             * export writes it into a sealed part, an archive into an encrypted line.
             */
            @Override
            ArchRule of(String root) {
                return noClasses()
                        .that()
                        .haveNameNotMatching(
                                ".*\\.(phone\\.\\w+|Envelope|Index|steps\\.AskedCode|reveal\\.RevealedNumber|subject\\.evidence\\.WhoseNumber|audience\\.AudiencePage|audience\\.export\\.ExportFormat"
                                        + "|provider\\.JsonSender|provider\\.twilio\\.(TwilioSender|TwilioConsents)"
                                        + "|provider\\.aws\\.(AwsSender|AwsOptOuts)|standalone\\.MessageList|standalone\\.archive\\.ArchiveWriter|reassigned\\.HttpReassigned)")
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
    void theProjectKeeps(RoomRule rule) {
        rule.of("dev.ringlock").check(PROJECT);
    }

    @ParameterizedTest
    @EnumSource
    void aPlantedViolationBreaks(RoomRule rule) {
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
