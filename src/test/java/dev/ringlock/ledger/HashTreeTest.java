package dev.ringlock.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The trees of hashes are those of RFC 6962. */
class HashTreeTest {

    /** The leaves and roots that the test suites of Certificate Transparency have. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final int SIZES = 70;

    @Test
    void theRootsAreThoseThatOthersPublish() {
        List<String> nodes = LEAVES.stream().map(HashTree::leaf).toList();
        for (int size = 1; size <= ROOTS.size(); size++) {
            assertEquals(ROOTS.get(size - 1), HashTree.root(nodes.subList(0, size)), size + " leaves");
        }
    }

    @Test
    void everyLeafOfEveryTreeHasAWayToItsRootAndNoOtherLeafHas() {
        for (int size = 1; size <= SIZES; size++) {
            List<String> nodes = leaves(size);
            String root = HashTree.root(nodes);
            for (int index = 0; index < size; index++) {
                List<String> path = HashTree.path(nodes, index);
                assertEquals(root, HashTree.root(nodes.get(index), index, size, path), index + " of " + size);
                assertNotEquals(root, HashTree.root(HashTree.leaf("ff"), index, size, path));
            }
        }
    }

    @Test
    void aWayOfAnotherLengthIsNone() {
        List<String> nodes = leaves(5);
        String leaf = nodes.get(1);
        List<String> path = HashTree.path(nodes, 1);
        List<String> longer = new ArrayList<>(path);
        longer.add(leaf);
        assertThrows(IllegalArgumentException.class, () -> HashTree.root(leaf, 1, 5, longer));
        assertThrows(IllegalArgumentException.class, () -> HashTree.root(leaf, 1, 5, path.subList(0, 2)));
        assertThrows(IllegalArgumentException.class, () -> HashTree.root(leaf, 5, 5, path));
        assertThrows(IllegalArgumentException.class, () -> HashTree.root(leaf, -1, 5, path));
        assertThrows(IllegalArgumentException.class, () -> HashTree.root(leaf, 0, 0, List.of()));
    }

    /** A node must not pass for a leaf, nor an anchor for a node. */
    @Test
    void leavesNodesAndAnchorsAreKeptApart() {
        String hash = Sha256.hex("a");
        assertNotEquals(HashTree.leaf(hash), HashTree.anchor("", hash));
        assertNotEquals(HashTree.node(hash, hash), HashTree.anchor(hash, hash));
        assertNotEquals(HashTree.leaf(hash + hash), HashTree.node(hash, hash));
    }

    private static List<String> leaves(int size) {
        return IntStream.range(0, size)
                .mapToObj(number -> HashTree.leaf(Sha256.hex(String.valueOf(number))))
                .toList();
    }
}
