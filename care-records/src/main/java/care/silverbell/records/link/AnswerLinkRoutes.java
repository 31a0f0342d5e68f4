package care.silverbell.records.link;

import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.AccessLog;
import care.silverbell.records.access.AccessLog.ByLink;
import care.silverbell.records.access.AccessLog.Look;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.ClientAddress;
import care.silverbell.records.http.Query;
import care.silverbell.records.link.AnswerLinks.Link;
import care.silverbell.records.sheet.Language;
import care.silverbell.records.signin.RequestLimits;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages behind the links that come with a notice: whoever holds the link is the one who was
 * asked. Looking never answers, for messengers look at links to show a preview.
 */
public final class AnswerLinkRoutes {
  private static final Logger log = LoggerFactory.getLogger(AnswerLinkRoutes.class);
  private static final int LONGEST_TOKEN = 200;
  private static final int LONGEST_WHY = 500;
  private static final int TOO_MANY = 429;
  private static final int AWAY = 503;
  private static final int GONE = 410;

  private final AnswerLinks links;
  private final AccessLog looks;
  private final RequestLimits limits;
  private final ClientAddress addresses;
  private final ZoneId zone;
  private final InstantSource clock;

  /** Brings together what a link needs. */
  public AnswerLinkRoutes(
      AnswerLinks links,
      AccessLog looks,
      RequestLimits limits,
      ClientAddress addresses,
      ZoneId zone,
      InstantSource clock) {
    this.links = links;
    this.looks = looks;
    this.limits = limits;
    this.addresses = addresses;
    this.zone = zone;
    this.clock = clock;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.open(HttpMethod.GET, "/a/:token", query -> page(query, link -> link));
    api.open(HttpMethod.POST, "/a/:token", query -> page(query, link -> answered(query, link)));
  }

  private Link answered(Query query, Link link) {
    String token = query.path("token");
    String why = query.text("why").filter(it -> it.length() <= LONGEST_WHY).orElse(null);
    switch (query.text("answer").orElse("")) {
      case "accept" -> links.answer(token, true, why);
      case "pass" -> links.answer(token, false, why);
      case "arrive" -> links.arrive(token);
      case "withdraw" -> links.withdraw(token);
      default -> {
        return link;
      }
    }
    return links.find(token).orElse(link);
  }

  private @Nullable Object page(Query query, Function<Link, Link> doing) {
    Language read =
        Language.of(
            Optional.ofNullable(query.context().request().getHeader("Accept-Language"))
                .orElse("zh"));
    AnswerPage page = new AnswerPage(read, zone);
    Duration wait = limits.take(ClientAddress.network(addresses.of(query.context().request())));
    if (wait.isPositive()) {
      query.context().response().putHeader("Retry-After", Long.toString(wait.toSeconds() + 1));
      return answer(query, TOO_MANY, page.tooOften());
    }
    try {
      String token = query.path("token");
      Optional<Link> found = token.length() > LONGEST_TOKEN ? Optional.empty() : links.find(token);
      if (found.isEmpty()) {
        return answer(query, 404, page.noSuch());
      }
      Link link = doing.apply(found.get());
      Instant now = clock.instant();
      boolean gone = link.standing().isGone();
      if (!gone) {
        looked(link);
      }
      return answer(
          query,
          gone ? GONE : 200,
          new AnswerPage(Language.of(link.language()), zone).of(link, now));
    } catch (DatabaseTrouble e) {
      log.warn("a link cannot be looked up", e);
      return answer(query, AWAY, page.away());
    }
  }

  /** In the log before the page leaves; what is gone shows nothing of the person. */
  private void looked(Link link) {
    PersonId person = link.about().person();
    if (person != null) {
      looks.note(List.of(new Look(person, new ByLink(link.holder()), "answer-link"))).awaitKept();
    }
  }

  private static @Nullable Object answer(Query query, int status, String html) {
    return AnswerPage.PLAIN.answer(query, status, html);
  }
}
