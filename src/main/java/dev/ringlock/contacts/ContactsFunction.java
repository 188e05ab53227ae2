package dev.ringlock.contacts;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.consent.Contact;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.HttpFunction;
import dev.ringlock.http.JsonBody;
import dev.ringlock.http.Paging;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.keys.Index;
import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.policy.Policy;
import dev.ringlock.signin.StaffTokens;
import dev.ringlock.steps.DecisionAnswer;
import dev.ringlock.steps.DecisionRequest;
import dev.ringlock.steps.LedgerLine;
import dev.ringlock.steps.ReasonTexts;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.terms.NoticeRef;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything under {@code /v1/contacts}: look-up, list, history, opt-out on request, decisions on holds; and {@code POST
 * /v1/decisions/past}, which reads histories. The caller is checked before anything is read, so a refusal reveals nothing. The ledger gets an entry before the answer.
 */
@Singleton
@Named("contacts")
@RegisterForReflection(
        targets = {
            ContactView.class,
            ContactView.ConsentView.class,
            ContactView.Suppression.class,
            ContactView.HoldView.class,
            ContactView.HeldMessageView.class,
            ContactView.QualityView.class,
            ContactPages.OfContacts.class,
            ContactPages.OfEntries.class,
            LedgerLine.class,
            DecisionAnswer.class,
            DecisionAnswer.ReasonView.class,
            DecisionAnswer.Evidence.class,
            DecisionAnswer.RuleView.class,
            NoticeRef.class
        })
public class ContactsFunction implements HttpFunction {

    private final StaffTokens staff;
    private final Policy policy;
    private final Store store;
    private final Index index;
    private final Contacts contacts;
    private final HeldTexts texts;
    private final PastDecisions past;

    ContactsFunction(
            StaffTokens staff,
            Policy policy,
            Store store,
            Index index,
            Contacts contacts,
            HeldTexts texts,
            PastDecisions past) {
        this.staff = staff;
        this.policy = policy;
        this.store = store;
        this.index = index;
        this.contacts = contacts;
        this.texts = texts;
        this.past = past;
    }

    @Funq
    public APIGatewayV2HTTPResponse contacts(@Nullable APIGatewayV2HTTPEvent event) {
        return Endpoint.answer("contacts", event, this);
    }

    @Override
    public APIGatewayV2HTTPResponse answer(Request request) {
        String id = request.parameter("contactId");
        return switch (request.route()) {
            case "/v1/contacts" -> list(request);
            case "/v1/contacts/lookup" -> lookUp(request);
            case "/v1/contacts/withdraw" -> withdrawOf(request);
            case "/v1/decisions/past" -> past(request);
            case "/v1/contacts/{contactId}" -> contact(request, id);
            case "/v1/contacts/{contactId}/ledger" -> history(request, id);
            case "/v1/contacts/{contactId}/withdraw" -> withdraw(request, id);
            case "/v1/contacts/{contactId}/hold" -> decide(request, id);
            default -> throw nobody();
        };
    }

    private APIGatewayV2HTTPResponse lookUp(Request request) {
        request.refuseUnlessPost();
        Actor actor = staff.require(Action.LOOK_UP, request);
        ContactLookUp ask = ContactLookUp.read(request);
        if (ask.number() == null) {
            return ask.recordId().isEmpty() ? shown(actor, ask.contactId()) : recorded(actor, ask.recordId());
        }
        List<Contact> all = store.load(index.contactIds(ask.number()));
        List<Contact> known = all.stream()
                .filter(contact -> contact.version() > 0 && !contact.isLeft())
                .toList();
        Contact contact = found(actor, Action.LOOK_UP, known.isEmpty() ? all.get(0) : known.get(0));
        List<String> others =
                known.stream().skip(1).map(other -> other.id().value()).toList();
        return Answers.json(200, ContactView.of(contact, others, ask.region()));
    }

    private APIGatewayV2HTTPResponse list(Request request) {
        request.refuseUnlessGet();
        Actor actor = staff.require(Action.LIST, request);
        ContactQuery wanted = ContactQuery.read(request, policy.purposes().keySet());
        Paging ask = ContactPages.ofContacts(request, wanted);
        Page<Contact> page = store.list(wanted.filter(), ask.cursor(), ask.limit());
        // what left only its history under an older id is nobody
        List<Contact> items =
                page.items().stream().filter(contact -> !contact.isLeft()).toList();
        Map<String, String> what = new TreeMap<>(wanted.said());
        what.put("count", String.valueOf(items.size()));
        if (!items.isEmpty()) {
            what.put("first", items.get(0).id().value());
            what.put("last", items.get(items.size() - 1).id().value());
        }
        contacts.read(actor, Action.LIST, what);
        return Answers.json(
                200,
                new ContactPages.OfContacts(
                        items.stream().map(ContactView::of).toList(),
                        wanted.said().get("country"),
                        wanted.told(page.next())));
    }

    private APIGatewayV2HTTPResponse contact(Request request, String id) {
        request.refuseUnlessGet();
        Actor actor = staff.require(Action.LOOK_UP, request);
        request.refuseOtherParameters(Set.of());
        Contact contact = found(actor, Action.LOOK_UP, now(id(id)));
        return Answers.json(200, ContactView.of(contact, texts.read(actor, contact)));
    }

    private APIGatewayV2HTTPResponse history(Request request, String id) {
        request.refuseUnlessGet();
        Actor actor = staff.require(Action.SEE_HISTORY, request);
        Paging ask = ContactPages.ofEntries(request);
        boolean newestFirst = ContactPages.newestFirst(request);
        Contact contact = found(actor, Action.SEE_HISTORY, load(id));
        String subject = contact.id().value();
        Page<Entry> page = newestFirst
                ? store.recent(subject, ask.cursor(), ask.limit())
                : store.history(subject, ask.cursor(), ask.limit());
        return Answers.json(
                200,
                new ContactPages.OfEntries(
                        page.items().stream().map(LedgerLine::of).toList(), Paging.told(page.next())));
    }

    private APIGatewayV2HTTPResponse withdraw(Request request, String id) {
        request.refuseUnlessPost();
        Actor actor = staff.require(Action.WITHDRAW, request);
        ContactRequests.Withdraw ask = ContactRequests.Withdraw.read(request, policy);
        return Answers.json(200, ContactView.of(contacts.withdraw(actor, id(id), ask)));
    }

    private APIGatewayV2HTTPResponse withdrawOf(Request request) {
        request.refuseUnlessPost();
        Actor actor = staff.require(Action.WITHDRAW, request);
        ContactRequests.WithdrawOf ask = ContactRequests.WithdrawOf.read(request, policy);
        NumberIds ids = index.contactIds(ask.number());
        return Answers.json(200, ContactView.of(contacts.withdraw(actor, ids, ask.what()), null, ask.region()));
    }

    private APIGatewayV2HTTPResponse decide(Request request, String id) {
        request.refuseUnlessPost();
        Actor actor = staff.require(Action.DECIDE_HOLD, request);
        ContactRequests.Decide ask = ContactRequests.Decide.read(request, policy);
        return Answers.json(200, ContactView.of(contacts.decide(actor, id(id), ask)));
    }

    private APIGatewayV2HTTPResponse past(Request request) {
        request.refuseUnlessPost();
        Actor actor = staff.require(Action.SEE_PAST_DECISION, request);
        DecisionRequest ask = JsonBody.read(request, (fields, errors) -> DecisionRequest.readDated(fields));
        return Answers.json(200, past.decide(actor, ask, ReasonTexts.language(request)));
    }

    private APIGatewayV2HTTPResponse shown(Actor actor, String id) {
        return Answers.json(200, ContactView.of(found(actor, Action.LOOK_UP, now(id(id)))));
    }

    private APIGatewayV2HTTPResponse recorded(Actor actor, String recordId) {
        List<Contact> whose = store.recorded(recordId).stream().map(this::now).toList();
        Map<String, String> what = new TreeMap<>(Map.of("record", recordId));
        whose.forEach(contact -> what.put("contact", contact.id().value()));
        return Answers.json(200, ContactView.of(found(actor, Action.LOOK_UP, whose, what)));
    }

    private Contact found(Actor actor, Action action, Contact contact) {
        return found(
                actor, action, List.of(contact), Map.of("contact", contact.id().value()));
    }

    /** Finding nobody is an answer too, so it gets an entry. */
    private Contact found(Actor actor, Action action, List<Contact> loaded, Map<String, String> by) {
        Optional<Contact> known =
                loaded.stream().filter(contact -> contact.version() > 0).findFirst();
        Map<String, String> what = new TreeMap<>(by);
        what.put("found", String.valueOf(known.isPresent()));
        contacts.read(actor, action, what);
        return known.orElseThrow(ContactsFunction::nobody);
    }

    /** The contact, or the one as which it went on when the index key rotated. */
    private Contact now(ContactId id) {
        Contact contact = store.load(List.of(id)).get(0);
        ContactId movedTo = contact.quality().movedTo();
        return movedTo != null && contact.isLeft() ? now(movedTo) : contact;
    }

    private Contact load(String id) {
        return store.load(List.of(id(id))).get(0);
    }

    private static ContactId id(String text) {
        if (!ContactId.isId(text)) {
            throw nobody();
        }
        return new ContactId(text);
    }

    private static ProblemException nobody() {
        return new ProblemException(new Problem.NotFound());
    }
}
