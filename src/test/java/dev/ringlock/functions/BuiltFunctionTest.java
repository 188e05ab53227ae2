package dev.ringlock.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.ringlock.http.HttpFunction;
import io.quarkus.funqy.Funq;
import jakarta.inject.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The list says what the code and the contract say. */
class BuiltFunctionTest {

    private static final Path CONTRACT = Path.of("src/main/resources/openapi.yaml");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private static final JavaClasses PROJECT = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("dev.ringlock");

    @Test
    void everyFunctionIsListedOnceAndLivesInItsFolder() {
        Set<String> found = new TreeSet<>();
        for (JavaMethod method : funqs()) {
            BuiltFunction function = BuiltFunction.named(name(method)).orElseThrow();
            JavaClass owner = method.getOwner();
            assertEquals("dev.ringlock." + function.folder().replace('/', '.'), owner.getPackageName());
            assertEquals(function.id(), owner.getAnnotationOfType(Named.class).value(), "its bean's name");
            assertEquals(!function.routes().isEmpty(), owner.isAssignableTo(HttpFunction.class), function.id());
            found.add(function.id());
        }
        assertEquals(
                Arrays.stream(BuiltFunction.values()).map(BuiltFunction::id).collect(Collectors.toSet()), found);
        assertEquals(found.size(), funqs().size());
    }

    @Test
    void everyRouteIsListedOnce() {
        List<String> keys = routes().map(Route::key).toList();
        assertEquals(keys.size(), Set.copyOf(keys).size());
        assertTrue(keys.stream().allMatch(key -> key.matches("(GET|POST) /[-a-z0-9/{}A-Z+.]*")), keys::toString);
    }

    @Test
    void everyRouteOfTheApiIsInItsContract() throws IOException {
        Set<String> listed = routes().filter(route -> route.callers().kind() != CallerKind.READERS)
                .map(Route::key)
                .collect(Collectors.toSet());
        listed.removeAll(operations());
        assertEquals(Set.of(), listed);
    }

    /** Pages are no part of the API, but two are described there: what the list writes as {@code {proxy+}} leads there. */
    @Test
    void everyOperationOfTheContractHasItsRoute() throws IOException {
        Set<String> keys = routes().map(Route::key).collect(Collectors.toSet());
        for (String operation : operations()) {
            String[] parts = operation.split(" ", 2);
            RouteMatch match = RouteMatch.of(parts[1]).orElseThrow(() -> new AssertionError(operation));
            assertTrue(keys.contains(parts[0] + " " + match.template()), operation);
            assertTrue(match.template().equals(parts[1]) || match.function() == BuiltFunction.PAGES, operation);
        }
    }

    /** What the contract asks a token for is what the list has callers with a token for. */
    @Test
    void theContractAsksForATokenWhereTheListDoes() throws IOException {
        for (Map.Entry<?, ?> path : paths().entrySet()) {
            for (Map.Entry<?, ?> operation : ((Map<?, ?>) path.getValue()).entrySet()) {
                if (METHODS.contains(operation.getKey())) {
                    boolean secured = ((Map<?, ?>) operation.getValue()).containsKey("security");
                    RouteMatch match = RouteMatch.of((String) path.getKey()).orElseThrow();
                    assertEquals(match.haveToken(), secured, path.getKey() + " " + operation.getKey());
                }
            }
        }
    }

    /** The method's, unless Java has that word for itself. */
    private static String name(JavaMethod method) {
        String given = method.getAnnotationOfType(Funq.class).value();
        return given.isEmpty() ? method.getName() : given;
    }

    private static Stream<Route> routes() {
        return Arrays.stream(BuiltFunction.values()).flatMap(function -> function.routes().stream());
    }

    private static List<JavaMethod> funqs() {
        return PROJECT.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Funq.class))
                .toList();
    }

    private static Set<String> operations() throws IOException {
        Set<String> operations = new TreeSet<>();
        paths().forEach((path, item) -> ((Map<?, ?>) item)
                .keySet().stream()
                        .filter(METHODS::contains)
                        .forEach(method ->
                                operations.add(method.toString().toUpperCase(java.util.Locale.ROOT) + " " + path)));
        return operations;
    }

    private static Map<?, ?> paths() throws IOException {
        Object contract = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(CONTRACT));
        return (Map<?, ?>) ((Map<?, ?>) contract).get("paths");
    }
}
