package care.silverbell.records.band;

import care.silverbell.ingest.Ingest;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.intake.Intake;
import care.silverbell.ingest.intake.RejectedMessages;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Oversight;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The routes to messages that could not be taken. */
public final class RejectedRoutes {
  private static final int PAGE = 50;
  private static final int PREVIEW_CHARACTERS = 300;

  private final Database database;
  private final Oversight oversight;
  private final RejectedMessages rejected;
  private final Ingest ingest;
  private final InstantSource clock;

  /** Looks them up, and gives them to the intake once more. */
  public RejectedRoutes(
      Database database, Oversight oversight, Ingest ingest, InstantSource clock) {
    this.database = database;
    this.oversight = oversight;
    this.rejected = ingest.rejected();
    this.ingest = ingest;
    this.clock = clock;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/rejected", Api.ADMIN, this::list);
    api.post("/api/rejected/:id/replay", Api.ADMIN, (_, query) -> replay(query));
  }

  private JsonObject list(Account caller, Query query) {
    int limit = query.limit(PAGE);
    List<RejectedMessages.Kept> page =
        rejected.list(query.text("cursor").map(RejectedRoutes::id), limit + 1);
    List<RejectedMessages.Kept> shown = page.stream().limit(limit).toList();
    oversight
        .log()
        .note(caller, "rejected", oversight.visibility().sights(caller, wearers(shown)))
        .awaitKept();
    JsonArray items = new JsonArray();
    shown.stream().map(RejectedRoutes::json).forEach(items::add);
    return new JsonObject()
        .put("items", items)
        .put("next", page.size() > limit ? Long.toString(page.get(limit - 1).id()) : null);
  }

  /** On whose wrists the bands were when they sent those, and whose the refused readings are. */
  private List<PersonId> wearers(List<RejectedMessages.Kept> shown) {
    List<PersonId> wearers = new ArrayList<>();
    database
        .query(
            "asking whose messages those are",
            """
            select distinct w.person from rejected_message r
              join wearing w on w.band = r.band and w.since <= r.at and (w.until is null or w.until > r.at)
             where r.id = any($1)
            """,
            (Object) shown.stream().map(RejectedMessages.Kept::id).toArray(Long[]::new))
        .forEach(row -> wearers.add(new PersonId(row.getUUID("person"))));
    shown.stream()
        .filter(RejectedMessages.Kept::isRefused)
        .flatMap(it -> it.refused().people().stream())
        .forEach(wearers::add);
    return wearers.stream().distinct().toList();
  }

  private JsonObject replay(Query query) {
    long id = id(query.path("id"));
    RejectedMessages.Kept kept =
        rejected.find(id).orElseThrow(() -> Problem.notFound("there is no such message"));
    if (!kept.whole()) {
      throw Problem.conflict(
          "only the beginning of this message was kept, so it cannot be replayed");
    }
    Intake.Replay replay = ingest.replay(kept, clock);
    return new JsonObject()
        .put("id", id)
        .put("taken", replay.taken())
        .put("reason", replay.stillNot().orElse(null));
  }

  private static long id(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Problem.notFound("there is no such message");
    }
  }

  private static JsonObject json(RejectedMessages.Kept kept) {
    String payload = kept.text();
    return new JsonObject()
        .put("id", kept.id())
        .put("at", "" + kept.at())
        .put("topic", kept.topic())
        .put("band", kept.band())
        .put("reason", kept.reason())
        .put("bytes", kept.bytes())
        .put(
            "payload", veiled(payload.substring(0, Math.min(payload.length(), PREVIEW_CHARACTERS))))
        .put("replayedAt", kept.replayedAt() == null ? null : "" + kept.replayedAt());
  }

  /** Its shape, without its figures: whoever mends bands is shown no health and no position. */
  private static String veiled(String payload) {
    return payload.replaceAll("\\p{Nd}", "0");
  }
}
