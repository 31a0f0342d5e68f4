package care.silverbell.records;

import static care.silverbell.records.VisibleTown.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.sim.wire.Sample;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An incident opens what the band measured on the way to it, and not how somebody lives. */
@Tag("core")
class ShownByIncidentIT {
  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void responderSeesTheDayBeforeItAndNoMore() {
    try (VisibleTown town = new VisibleTown("by-incident")) {
      Instant now = Instant.now();
      town.say(
          Stream.of(40 * 60, 20 * 60, 10)
              .map(minutes -> vitals(now.minus(Duration.ofMinutes(minutes))))
              .toList());
      String person = "/api/people/" + town.own;
      String asked = "?from=" + now.minus(Duration.ofHours(44));
      await()
          .atMost(LONG)
          .untilAsserted(
              () -> assertThat(values(town, "doctor", "/heart-rate", asked)).isEqualTo(3));
      String incident = town.press();

      for (String role : List.of("grid", "desk")) {
        SignedIn caller = town.as(role);
        for (String sign : List.of("/heart-rate", "/spo2")) {
          assertThat(values(town, role, sign, asked)).as(role + sign).isEqualTo(2);
          assertThat(values(town, role, sign, asked + "&every=1h")).as(role + sign).isEqualTo(2);
        }
        JsonObject pressures = ok(200, caller.get(person + "/blood-pressure" + asked)).json();
        assertThat(pressures.getJsonArray("systolic")).hasSize(2);
        assertThat(pressures.getJsonArray("diastolic")).hasSize(2);
        JsonObject trend = ok(200, caller.get(person + "/trend" + asked)).json();
        assertThat(trend.getJsonArray("items")).as("trend as " + role).hasSize(2);
        assertThat(Instant.parse(trend.getString("from")))
            .isBetween(now.minus(Duration.ofHours(24)), Instant.now().minus(Duration.ofHours(23)));
        String before = asked + "&to=" + now.minus(Duration.ofHours(30));
        assertThat(values(town, role, "/heart-rate", before)).isZero();
        assertThat(ok(200, caller.get(person + "/trend" + before)).json().getJsonArray("items"))
            .isEmpty();
        for (String usual : List.of("/days", "/baseline", "/limits")) {
          assertThat(caller.get(person + usual).status()).as(role + usual).isEqualTo(403);
        }
      }
      assertThat(values(town, "doctor", "/heart-rate", asked)).as("on their list").isEqualTo(3);
      var _ = town.consent("grid", "readings");
      assertThat(values(town, "grid", "/heart-rate", asked)).as("which she allows").isEqualTo(3);
      ok(200, town.as("grid").get(person + "/days"));
      town.resolve(incident);
    }
  }

  private static int values(VisibleTown town, String role, String sign, String asked) {
    return ok(200, town.as(role).get("/api/people/" + town.own + sign + asked)).array().size();
  }

  private static Sample.Vitals vitals(Instant at) {
    return new Sample.Vitals(at, 66, 97, 128, 78, null, null, true, true);
  }
}
