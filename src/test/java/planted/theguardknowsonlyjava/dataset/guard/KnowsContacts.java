package planted.theguardknowsonlyjava.dataset.guard;

import planted.theguardknowsonlyjava.consent.PlantedContact;

class KnowsContacts {

    String of(PlantedContact contact) {
        return contact.toString();
    }
}
