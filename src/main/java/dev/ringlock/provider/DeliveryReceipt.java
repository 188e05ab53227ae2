package dev.ringlock.provider;

/**
 * How a message of ours fares, in the provider's words. Nothing acts on it yet.
 *
 * @param messageId the provider's id of our message; empty if it does not say
 * @param status the provider's word or code for the state
 */
public record DeliveryReceipt(Provider provider, String messageId, String status) implements ProviderEvent {}
