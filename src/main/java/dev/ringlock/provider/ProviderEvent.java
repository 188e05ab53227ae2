package dev.ringlock.provider;

/** One thing that a genuine webhook tells. */
public sealed interface ProviderEvent permits InboundMessage, DeliveryReceipt, Unreadable, Nothing {}
