package care.silverbell.records.response.asked;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.notification.Subjects;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.person.People;
import care.silverbell.records.person.Person;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Whom incidents are about, as the record has them. */
public final class RecordedSubjects implements Subjects {
  private final People people;

  /** Reads from the record. */
  public RecordedSubjects(People people) {
    this.people = people;
  }

  @Override
  public Map<IncidentId, Subject> of(Collection<Incident> incidents) {
    Map<PersonId, Person> known =
        people.findAll(
            incidents.stream().map(Incident::person).filter(Objects::nonNull).distinct().toList());
    Map<IncidentId, Subject> subjects = new HashMap<>();
    for (Incident incident : incidents) {
      PersonId id = incident.person();
      Person person = id == null ? null : known.get(id);
      if (person != null) {
        subjects.put(incident.id(), new Subject(person.name(), person.address()));
      }
    }
    return subjects;
  }
}
