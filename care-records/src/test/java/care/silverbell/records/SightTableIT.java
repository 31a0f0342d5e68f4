package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole table of who sees what, walked in every state against the running service. */
@Tag("core")
class SightTableIT {
  private static final String NOTHING = "00000000-0000-0000-0000-000000000000";

  private final SightTable table = SightTable.read();
  private final String staff = Planted.staff();
  private final Set<String> sentOf = new HashSet<>();
  private final List<String> wrong = new ArrayList<>();

  @Test
  void everyRouteThatReadsIsInTheTableOrSaidToBeAboutNobody() {
    Set<String> inTable = new LinkedHashSet<>(table.nobodys());
    table.rows().stream()
        .map(SightTable.Row::route)
        .filter(it -> it.startsWith("GET "))
        .forEach(inTable::add);
    assertThat(inTable).containsExactlyInAnyOrderElementsOf(routes("GET").toList());
  }

  @Test
  void everyRouteThatWritesAboutAPersonOrAnIncidentIsInTheTable() {
    assertThat(
            table.rows().stream().map(SightTable.Row::route).filter(it -> !it.startsWith("GET ")))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of("POST", "PUT", "DELETE")
                .flatMap(SightTableIT::routes)
                .filter(it -> it.contains("/api/people/:id") || it.contains("/api/incidents/:id"))
                .toList());
  }

  @Test
  void whoMayNotWriteIsRefusedBeforeAnythingIsRead() {
    try (VisibleTown town = new VisibleTown("sight-write")) {
      for (JsonObject route :
          RunningService.items(RunningService.as("admin"), "/api/routes").toList()) {
        List<String> roles = route.getJsonArray("roles").stream().map(Object::toString).toList();
        if (!roles.isEmpty() && !route.getString("method").equals("GET")) {
          String path = route.getString("path").replaceAll(":[a-z]+", NOTHING);
          for (String role : VisibleTown.ROLES) {
            if (!roles.contains(role)) {
              int status = send(town.as(role), route.getString("method"), path).status();
              check(route.getString("method") + " " + path + " as " + role, "403", "" + status);
            }
          }
        }
      }
    }
    assertThat(String.join("\n", wrong)).isEmpty();
  }

  @Test
  void everyCellHoldsBeforeDuringAndAfterAnIncidentAndWithAConsentGivenAndRevoked() {
    try (VisibleTown town = new VisibleTown("sight-table")) {
      town.say(71);
      walk(town, "own", town.own, null);
      walk(town, "other", town.other, null);
      walk(town, "below", town.below, null);

      String incident = town.press();
      walk(town, "during", town.own, incident);
      town.resolve(incident);
      walk(town, "after", town.own, incident);

      List<String> consents = town.consentToAll();
      walk(town, "consented", town.own, null);
      consents.forEach(town::revoke);
      walk(town, "revoked", town.own, null);

      String others = Planted.search(UUID.fromString(town.other));
      walk(town, "other", town.other, others);
      List.of("doctor", "grid", "desk").forEach(role -> town.open(role, town.other));
      walk(town, "opened", town.other, others);
      VisibleTown.ok(
          200,
          town.as("desk")
              .post(
                  "/api/incidents/" + others + "/resolve",
                  new JsonObject().put("outcome", "helped")));
    }
    assertThat(String.join("\n", wrong)).isEmpty();
  }

  private void walk(VisibleTown town, String state, String person, @Nullable String incident) {
    String contact = Planted.photoAndContact(UUID.fromString(person));
    if (incident != null && sentOf.add(incident)) {
      Planted.sent(incident, "sms", "sight-" + incident);
    }
    for (SightTable.Row row : table.rows()) {
      if (isMeant(row, state, incident != null)) {
        for (String role : VisibleTown.ROLES) {
          String what = String.join(" ", row.route(), row.field(), state, role);
          check(what, row.expected(state, role), seen(town, role, row, person, contact, incident));
        }
      }
    }
  }

  /** What is the same for everybody's people is asked once; another's incident has lines enough. */
  private static boolean isMeant(SightTable.Row row, String state, boolean incident) {
    if (row.isOfAnIncident() ? !incident : incident && state.equals("other")) {
      return false;
    }
    if (row.field().isEmpty() && !row.path().contains("/:id")) {
      return state.equals(row.isOfAnIncident() ? "during" : "own");
    }
    return row.method().equals("GET")
        ? !state.equals("opened")
        : Set.of("own", "other", "during", "opened").contains(state);
  }

  private String seen(
      VisibleTown town,
      String role,
      SightTable.Row row,
      String person,
      String contact,
      @Nullable String incident) {
    String path =
        row.path()
            .replace(":contact", contact)
            .replace("/api/grid/:id", "/api/grid/" + town.cell)
            .replace("/api/staff/:id", "/api/staff/" + staff)
            .replace(":serial", town.name() + "-band")
            .replace("/api/people/:id", "/api/people/" + person)
            .replace("/api/incidents/:id", "/api/incidents/" + incident)
            .replaceAll(":[a-z]+", NOTHING);
    String query =
        row.path().equals("/api/incidents")
            ? "?state=open&limit=500"
            : row.path().equals("/api/people") ? "?q=" + town.name() : "";
    SignedIn.Answer answer = send(town.as(role), row.method(), path + query);
    if (!row.field().isEmpty()) {
      return answer.status() == 200 ? shown(answer, row.field(), town, person) : "-";
    }
    return row.method().equals("GET") || answer.status() == 403 || answer.body().contains("for you")
        ? "" + answer.status()
        : "ok";
  }

  /** A list shows a person by their id, a file by its key; of some fields the value is known. */
  private static String shown(
      SignedIn.Answer answer, String field, VisibleTown town, String person) {
    String value =
        switch (field) {
          case "them" -> person;
          case "residentId" -> town.residentId(person);
          case "contactPhone" -> Planted.CONTACT_PHONE;
          case "noticeAddress" -> Planted.NOTICE_ADDRESS;
          default -> "";
        };
    if (!value.isEmpty()) {
      return shown(answer.body(), value);
    }
    if (answer.json().containsKey(field)) {
      return "+";
    }
    return field.equals("position") && answer.json().containsKey("atHome") ? "m" : "-";
  }

  /** Whole, with stars for a part of it, or not at all, wherever in the answer. */
  private static String shown(String body, String value) {
    if (body.contains(value)) {
      return "+";
    }
    int last = value.length() - 1;
    String anyHidden =
        value
            .substring(1, last)
            .chars()
            .mapToObj(it -> "[*" + Character.toString(it) + "]")
            .collect(Collectors.joining());
    Pattern masked = Pattern.compile(value.charAt(0) + anyHidden + value.charAt(last));
    return masked.matcher(body).find() ? "m" : "-";
  }

  private void check(String what, String expected, String seen) {
    if (!seen.equals(expected)) {
      wrong.add(what + ": expected " + expected + ", was " + seen);
    }
  }

  /** Asks to write nothing that could be taken. */
  private static SignedIn.Answer send(SignedIn caller, String method, String path) {
    return switch (method) {
      case "GET" -> caller.get(path);
      case "POST" -> caller.postText(path, "[]");
      case "PUT" -> caller.putText(path, "[]");
      default -> caller.delete(path);
    };
  }

  private static Stream<String> routes(String method) {
    return RunningService.items(RunningService.as("admin"), "/api/routes")
        .filter(it -> method.equals(it.getString("method")))
        .map(it -> method + " " + it.getString("path"));
  }
}
