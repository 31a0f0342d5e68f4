package care.silverbell.records.seeking;

import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.records.access.AccessLog;
import care.silverbell.records.access.AccessLog.ByLink;
import care.silverbell.records.access.AccessLog.Look;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.ClientAddress;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.person.Photos;
import care.silverbell.records.seeking.SearchCardPage.Fix;
import care.silverbell.records.seeking.SearchCards.Shown;
import care.silverbell.records.sheet.Language;
import care.silverbell.records.signin.RequestLimits;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cards of a search, for whoever holds their link: shown and nothing else, until they end. Once
 * a card has ended its link tells nothing of anybody.
 */
public final class SearchCardRoutes {
  private static final Logger log = LoggerFactory.getLogger(SearchCardRoutes.class);
  private static final int LONGEST_TOKEN = 100;
  private static final int GONE = 410;
  private static final int TOO_MANY = 429;
  private static final int AWAY = 503;

  private final SearchCards cards;
  private final Photos photos;
  private final TelemetryStore telemetry;
  private final AccessLog looks;
  private final RequestLimits limits;
  private final ClientAddress addresses;
  private final ZoneId zone;
  private final InstantSource clock;

  /** Brings together what a card needs. */
  public SearchCardRoutes(
      SearchCards cards,
      Photos photos,
      TelemetryStore telemetry,
      AccessLog looks,
      RequestLimits limits,
      ClientAddress addresses,
      ZoneId zone,
      InstantSource clock) {
    this.cards = cards;
    this.photos = photos;
    this.telemetry = telemetry;
    this.looks = looks;
    this.limits = limits;
    this.addresses = addresses;
    this.zone = zone;
    this.clock = clock;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.open(HttpMethod.GET, "/s/:token", this::page);
    api.open(HttpMethod.GET, "/s/:token/photo", this::photo);
  }

  private @Nullable Object page(Query query) {
    SearchCardPage page =
        new SearchCardPage(
            Language.of(
                Optional.ofNullable(query.context().request().getHeader("Accept-Language"))
                    .orElse("zh")),
            zone);
    if (isTooOften(query)) {
      return SearchCardPage.PLAIN.answer(query, TOO_MANY, page.tooOften());
    }
    try {
      Shown shown = find(query).orElse(null);
      if (shown == null) {
        return SearchCardPage.PLAIN.answer(query, 404, page.noSuch());
      }
      Instant now = clock.instant();
      if (hasEnded(shown, now)) {
        return SearchCardPage.PLAIN.answer(query, GONE, page.ended(shown.over()));
      }
      looked(shown);
      String photo =
          photos.of(shown.person()).isPresent() ? "/s/" + query.path("token") + "/photo" : null;
      return SearchCardPage.PLAIN.answer(query, 200, page.of(shown, photo, lastFix(shown), now));
    } catch (DatabaseTrouble e) {
      log.warn("a search card cannot be looked up", e);
      return SearchCardPage.PLAIN.answer(query, AWAY, page.away());
    }
  }

  private @Nullable Object photo(Query query) {
    if (isTooOften(query)) {
      throw Problem.tooMany("asked too often");
    }
    Shown shown = find(query).orElseThrow(SearchCardRoutes::none);
    if (hasEnded(shown, clock.instant())) {
      throw none();
    }
    Photos.Photo photo = photos.of(shown.person()).orElseThrow(SearchCardRoutes::none);
    looked(shown);
    return new Api.Bytes(photo.type(), "photo", photo.bytes());
  }

  /** In the log before the answer leaves, as a look by a card of whoever made it. */
  private void looked(Shown shown) {
    looks
        .note(List.of(new Look(shown.person(), new ByLink(shown.card().by()), "search-card")))
        .awaitKept();
  }

  /** The newest of the search; what the incident knows where the readings cannot be had. */
  private @Nullable Fix lastFix(Shown shown) {
    try {
      Location newest = telemetry.latest(shown.person()).location().orElse(null);
      if (newest != null && !newest.moment().at().isBefore(shown.since().minusSeconds(3600))) {
        return new Fix(newest.position(), newest.moment().at());
      }
    } catch (RuntimeException e) {
      log.warn("where somebody is who is searched for cannot be looked up", e);
    }
    Position known = shown.fix();
    return known == null ? null : new Fix(known, shown.since());
  }

  private Optional<Shown> find(Query query) {
    String token = query.path("token");
    return token.length() > LONGEST_TOKEN ? Optional.empty() : cards.find(token);
  }

  private static boolean hasEnded(Shown shown, Instant now) {
    return shown.over() || !shown.card().isOpen(now);
  }

  private boolean isTooOften(Query query) {
    Duration wait = limits.take(ClientAddress.network(addresses.of(query.context().request())));
    if (wait.isPositive()) {
      query.context().response().putHeader("Retry-After", Long.toString(wait.toSeconds() + 1));
      return true;
    }
    return false;
  }

  private static Problem none() {
    return Problem.notFound("there is no such photo");
  }
}
