package dev.ringlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** An IDE's build has the one-machine flavour, and by a profile what the Lambda flavour needs beside it. */
class IdeProfilesTest {

    private static final String PROFILE = "/project/profiles/profile[id='%s']";

    @ParameterizedTest
    @ValueSource(strings = {"ide-eclipse", "ide-intellij"})
    void anIdeHasEveryDependencyOfTheLambdaFlavour(String profile) throws Exception {
        Set<String> lambda = artifacts("lambda");
        assertFalse(lambda.isEmpty());
        assertEquals(lambda, artifacts(profile));
    }

    private static Set<String> artifacts(String profile) throws Exception {
        Document pom;
        try (var in = Files.newInputStream(Path.of("pom.xml"))) {
            pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
        XPath path = XPathFactory.newInstance().newXPath();
        String artifactIds = PROFILE.formatted(profile) + "/dependencies/dependency/artifactId";
        NodeList found = (NodeList) path.evaluate(artifactIds, pom, XPathConstants.NODESET);
        Set<String> artifacts = new TreeSet<>();
        for (int i = 0; i < found.getLength(); i++) {
            artifacts.add(found.item(i).getTextContent());
        }
        return artifacts;
    }
}
