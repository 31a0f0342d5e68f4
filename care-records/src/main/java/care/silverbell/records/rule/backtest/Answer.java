package care.silverbell.records.rule.backtest;

import care.silverbell.alerting.backtest.BackTest.Heard;
import care.silverbell.alerting.rule.Finding;
import care.silverbell.ingest.reading.PersonId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a back-test has heard so far: everything is counted, and of what would ring the first of
 * each person and so many in all are kept. To be used by one thread at a time.
 */
public final class Answer {
  private static final int LISTED_PEOPLE = 500;
  private static final int LISTED_RINGS = 200;

  private final List<Counted> people = new ArrayList<>();
  private final List<Ring> rings = new ArrayList<>();
  private int asked;
  private int withReadings;
  private long readings;
  private int moreRings;

  /** How often it would have rung, and does ring, for one person. */
  private record Counted(PersonId person, int proposed, int inForce) {
    static final Comparator<Counted> MOST_FIRST =
        Comparator.comparingInt(Counted::proposed)
            .thenComparingInt(Counted::inForce)
            .reversed()
            .thenComparing(it -> it.person().value());
  }

  /** One finding, and under which settings it rings. */
  private record Ring(Finding finding, boolean proposed, boolean inForce) {}

  /** Takes one person in. */
  public void take(Heard heard) {
    asked++;
    withReadings += heard.readings() > 0 ? 1 : 0;
    readings += heard.readings();
    if (heard.proposed().isEmpty() && heard.inForce().isEmpty()) {
      return;
    }
    people.add(new Counted(heard.person(), heard.proposed().size(), heard.inForce().size()));
    for (Ring ring : side(heard)) {
      if (rings.size() < LISTED_RINGS) {
        rings.add(ring);
      } else {
        moreRings++;
      }
    }
  }

  /** How many people were taken in. */
  public int asked() {
    return asked;
  }

  /** How often it would have rung in all. */
  public int proposed() {
    return people.stream().mapToInt(Counted::proposed).sum();
  }

  /** How often what is in force would have rung in all. */
  public int inForce() {
    return people.stream().mapToInt(Counted::inForce).sum();
  }

  /** How many readings were stored. */
  public long readings() {
    return readings;
  }

  /** What both find is one ring: their times meet. */
  private static List<Ring> side(Heard heard) {
    List<Ring> rings = new ArrayList<>();
    for (Finding it : heard.proposed()) {
      rings.add(new Ring(it, true, meets(it, heard.inForce())));
    }
    for (Finding it : heard.inForce()) {
      if (!meets(it, heard.proposed())) {
        rings.add(new Ring(it, false, true));
      }
    }
    rings.sort(Comparator.comparing(it -> it.finding().at()));
    return rings;
  }

  private static boolean meets(Finding finding, List<Finding> others) {
    return others.stream()
        .anyMatch(it ->
            it.kind() == finding.kind()
                && !it.since().isAfter(finding.at())
                && !finding.since().isAfter(it.at()));
  }

  /** As it is kept and answered; names of people are not in it. */
  public JsonObject toJson() {
    JsonArray counted = new JsonArray();
    people.stream()
        .sorted(Counted.MOST_FIRST)
        .limit(LISTED_PEOPLE)
        .forEach(it ->
            counted.add(
                new JsonObject()
                    .put("person", it.person().toString())
                    .put("rings", it.proposed())
                    .put("ringsNow", it.inForce())));
    JsonArray listed = new JsonArray();
    rings.forEach(it -> listed.add(json(it)));
    return new JsonObject()
        .put("readings", readings)
        .put("withReadings", withReadings)
        .put("rings", proposed())
        .put("ringsNow", inForce())
        .put("peopleRung", people.stream().filter(it -> it.proposed() > 0).count())
        .put("peopleRungNow", people.stream().filter(it -> it.inForce() > 0).count())
        .put("people", counted)
        .put("found", listed)
        .put("more", moreRings);
  }

  private static JsonObject json(Ring ring) {
    Finding it = ring.finding();
    JsonArray evidence = new JsonArray();
    it.readings()
        .forEach(reading ->
            evidence.add(
                new JsonObject()
                    .put("sign", reading.sign().field())
                    .put("value", reading.value())
                    .put("at", "" + reading.at())));
    return new JsonObject()
        .put("person", it.person().toString())
        .put("kind", it.kind().wireName())
        .put("since", "" + it.since())
        .put("at", "" + it.at())
        .put("why", it.why().en())
        .put("whyZh", it.why().zh())
        .put("readings", evidence)
        .put("rings", ring.proposed())
        .put("ringsNow", ring.inForce());
  }

  /** What stands beside what was set after that. */
  static JsonObject inShort(BackTests.Kept kept) {
    JsonObject answer = kept.answer();
    return new JsonObject()
        .put("state", kept.state().wireName())
        .put("from", "" + kept.from())
        .put("to", "" + kept.to())
        .put("readings", number(answer, "readings"))
        .put("rings", number(answer, "rings"))
        .put("ringsNow", number(answer, "ringsNow"));
  }

  private static @Nullable Long number(@Nullable JsonObject answer, String name) {
    return answer == null ? null : answer.getLong(name);
  }
}
