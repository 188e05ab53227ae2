package dev.ringlock.provider;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The block lists that the owner's accounts give, by their providers' names. */
public final class BlockLists {

    private final Map<String, Provider> providers;
    private final Supplier<Map<String, BlockList>> lists;

    /** @param lists may throw a {@link BlockListUnavailableException} */
    public BlockLists(Collection<Provider> providers, Supplier<Map<String, BlockList>> lists) {
        this.providers = providers.stream().collect(Collectors.toMap(Provider::name, provider -> provider));
        this.lists = lists;
    }

    /** All of them, in one order. */
    public SortedMap<String, BlockList> all() {
        return new TreeMap<>(lists.get());
    }

    /** The provider of that name, whether or not it has a list. */
    public Optional<Provider> provider(String name) {
        return Optional.ofNullable(providers.get(name));
    }
}
