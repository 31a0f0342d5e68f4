package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.sim.wire.Sample;
import care.silverbell.testing.BackTested;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A zone and a day are tried before they go live, and what is not one's own to see stays so. */
class TrialIT {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int FIXES = 12;
  private static final int MINUTES = 180;

  /** While it is the same day in London and in Shanghai. */
  private final Instant yesterdayAtTen =
      LocalDate.now(ZoneId.of("Asia/Shanghai"))
          .minusDays(1)
          .atTime(10, 0)
          .atZone(ZoneId.of("Asia/Shanghai"))
          .toInstant();

  private final String name = "trial-" + UUID.randomUUID().toString().substring(0, 8);
  private final VisibleTown town = new VisibleTown(name);
  private final SignedIn admin = town.as("admin");
  private final SignedIn desk = town.as("desk");
  private final SignedIn doctor = town.as("doctor");
  private final String zones = "/api/people/" + town.own + "/zones";
  private final String day = "/api/people/" + town.own + "/day";

  @AfterEach
  void close() {
    town.close();
  }

  private static JsonObject circle(double latitude) {
    JsonObject circle = new JsonObject().put("lat", latitude).put("lon", 121.4).put("radius", 300);
    return new JsonObject().put("circle", circle);
  }

  private static JsonObject home(double latitude) {
    return circle(latitude).put("name", "家");
  }

  /** Yesterday she was at home, then a kilometre away, then at home again. */
  private void walked() {
    List<Sample> walk = new ArrayList<>();
    for (int i = 0; i < FIXES; i++) {
      double latitude = i >= 4 && i < 8 ? 37.51 : 37.5;
      walk.add(new Sample.Fix(yesterdayAtTen.plusSeconds(60L * i), latitude, 121.4, 8.0, "gps"));
    }
    town.say(walk);
  }

  /** For three hours she wore her band and took no step. */
  private void satStill() {
    List<Sample> sat = new ArrayList<>();
    for (int i = 0; i < MINUTES; i++) {
      Instant at = yesterdayAtTen.plusSeconds(60L * i);
      sat.add(new Sample.Vitals(at, 70, null, null, null, null, 500, true, true));
    }
    town.say(sat);
  }

  private static JsonObject tried(SignedIn caller, String path, JsonObject asked, int readings) {
    return await("all that was said is stored")
        .atMost(LONG)
        .until(
            () -> BackTested.seen(caller, path + "/back-tests", asked).getJsonObject("answer"),
            it -> it.getInteger("readings") == readings);
  }

  /** Counts, and nothing of when and where. */
  private static void isOutline(JsonObject answer) {
    assertThat(answer.getInteger("rings")).isEqualTo(1);
    assertThat(answer.getInteger("ringDays")).isEqualTo(1);
    assertThat(answer.getJsonArray("found")).isEmpty();
  }

  private JsonObject family(String part) {
    return town.as("family").get("/api/people/" + town.own + part).json();
  }

  /** The present is nobody's to ask for who may not see it. */
  @Test
  void theOfficesTrialEndsAtMidnight() {
    JsonObject test = BackTested.seen(admin, zones + "/back-tests", circle(37.5));
    Instant to = Instant.parse(test.getString("to"));
    assertThat(to).isBefore(Instant.now());
    assertThat(Duration.between(Instant.parse(test.getString("from")), to))
        .isEqualTo(Duration.ofDays(30));
    Instant now = Instant.parse(BackTested.seen(doctor, day + "/back-tests", up()).getString("to"));
    assertThat(now).isAfter(to);
    assertThat(now).isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(BackTested.seen(desk, day + "/back-tests", up()).getString("to")).isEqualTo(to + "");
  }

  private static JsonObject up() {
    return new JsonObject()
        .put("wakes", "00:00")
        .put("sleeps", "23:59")
        .put("stillAtMostMinutes", 60);
  }

  private static void isRefused(SignedIn.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(409);
    assertThat(answer.json().getString("type")).isEqualTo("back-test-needed");
  }

  @Test
  void theOfficeIsToldHowOftenAZoneWouldHaveRungButNotWhenNorWhereSheWas() {
    walked();
    isRefused(admin.post(zones, home(37.5)));
    JsonObject answer = tried(admin, zones, circle(37.5), FIXES);
    assertThat(answer.getInteger("rings")).isEqualTo(1);
    assertThat(answer.getInteger("ringsNow")).isZero();
    isOutline(answer);
    isRefused(desk.post(zones, home(37.5)));
    town.press();
    assertThat(desk.get("/api/people/" + town.own + "/track").status())
        .as("her call opens where she was of late to the desk")
        .isEqualTo(200);
    isOutline(tried(desk, zones, circle(37.5), FIXES));

    JsonObject added = VisibleTown.ok(201, admin.post(zones, home(37.5))).json();
    assertThat(added.getJsonObject("tried").getInteger("rings")).isEqualTo(1);
    assertThat(family("/zones").getJsonArray("items").getJsonObject(0).getValue("tried")).isNull();
    assertThat(family("/access-log").getJsonArray("items").stream().map(JsonObject.class::cast))
        .anyMatch(it ->
            it.getString("what").equals("back-tests")
                && (name + "-desk").equals(it.getString("account")));
  }

  @Test
  void whatWasTriedIsAllThatWouldStandThen() {
    walked();
    tried(admin, zones, circle(37.5), FIXES);
    JsonObject there = tried(admin, zones, circle(37.51), FIXES);
    assertThat(there.getInteger("rings")).as("she was in it, and then at home").isPositive();
    String home = VisibleTown.ok(201, admin.post(zones, home(37.5))).json().getString("id");
    isRefused(admin.post(zones, home(37.51)));

    JsonObject both = tried(admin, zones, circle(37.512), FIXES);
    assertThat(both.getInteger("rings")).as("within one or the other").isZero();
    assertThat(both.getInteger("ringsNow")).isEqualTo(1);
    String second = VisibleTown.ok(201, admin.post(zones, home(37.512))).json().getString("id");

    isRefused(admin.post(zones + "/" + home + "/end", new JsonObject()));
    JsonObject ending = new JsonObject().put("ending", home);
    JsonObject left = tried(admin, zones, ending, FIXES);
    assertThat(left.getInteger("rings")).as("she was at home").isPositive();
    assertThat(left.getInteger("ringsNow")).isZero();
    VisibleTown.ok(200, admin.post(zones + "/" + home + "/end", new JsonObject()));
    VisibleTown.ok(200, admin.post(zones + "/" + home + "/end", new JsonObject()));
    VisibleTown.ok(200, admin.post(zones + "/" + second + "/end", new JsonObject()));
    VisibleTown.ok(404, admin.post(zones + "/back-tests", ending));
    VisibleTown.ok(400, admin.post(zones + "/back-tests", circle(37.5).put("ending", home)));
  }

  @Test
  void otherHoursOfADayAreTriedAndWhatElseWasAgreedIsNot() {
    satStill();
    JsonObject asked = up();
    isRefused(doctor.put(day, asked));
    JsonObject whole = tried(doctor, day, asked, MINUTES);
    assertThat(whole.getInteger("rings")).isEqualTo(1);
    assertThat(whole.getInteger("ringsNow")).isZero();
    JsonObject ring = whole.getJsonArray("found").getJsonObject(0);
    assertThat(ring.getString("why")).contains("has not moved");
    assertThat(Instant.parse(ring.getString("at"))).isAfter(yesterdayAtTen);

    isRefused(desk.put(day, asked));
    town.press();
    assertThat(desk.get("/api/people/" + town.own + "/heart-rate").status())
        .as("her call opens the last hours to the desk")
        .isEqualTo(200);
    isOutline(tried(desk, day, asked, MINUTES));

    JsonObject set = VisibleTown.ok(200, desk.put(day, asked)).json();
    assertThat(set.getJsonObject("tried").getInteger("rings")).isEqualTo(1);
    JsonObject inEnglish = asked.copy().put("wristLanguage", "en");
    VisibleTown.ok(200, town.as("doctor").put(day, inEnglish));
    assertThat(doctor.get(day).json().getJsonObject("tried").getInteger("rings")).isEqualTo(1);
    isRefused(doctor.put(day, inEnglish.copy().put("greetingBy", "08:00")));
  }

  @Test
  void someOfTheDayIsTriedOnAllOfADoctorsPeople() {
    satStill();
    JsonObject asked = new JsonObject().put("stillAtMostMinutes", 60);
    JsonObject answer =
        await()
            .atMost(LONG)
            .until(
                () -> BackTested.seen(doctor, "/api/back-tests", asked).getJsonObject("answer"),
                it -> it.getInteger("readings") == MINUTES);
    assertThat(answer.getInteger("withReadings")).isEqualTo(1);
    assertThat(answer.getInteger("rings")).isEqualTo(1);
    assertThat(answer.getInteger("ringsNow")).isZero();
    JsonObject both = asked.copy().put("sign", "heartRate").put("high", 100);
    VisibleTown.ok(400, doctor.post("/api/back-tests", both));
  }
}
