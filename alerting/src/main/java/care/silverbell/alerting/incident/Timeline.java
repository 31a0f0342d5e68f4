package care.silverbell.alerting.incident;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.Database.Statement;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lines on timelines that name whom they are about, with or without an account. */
public final class Timeline {
  private static final String ADD =
      """
      insert into incident_timeline (incident, at, what, by_recipient, by_name, detail)
      select l.incident, $1::timestamptz, l.what, l.recipient, l.name, l.detail
        from (select *, row_number() over (partition by once, incident, what, recipient, name, detail order by number) = 1 as first
                from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[]) with ordinality
                     as said (incident, what, recipient, name, detail, once, number)) l
       where not l.once or (l.first and not exists (
         select from incident_timeline t where t.incident = l.incident and t.what = l.what
            and t.by_recipient is not distinct from l.recipient and t.by_name is not distinct from l.name and t.detail is not distinct from l.detail))
       order by l.number
      """;

  private Timeline() {}

  /**
   * One line.
   *
   * @param recipient whom it is about, as {@code RecipientId} writes it; null for the service and
   *     for several
   * @param name the same as the wearer and the others know them; null for the service
   * @param once whether it is left out where the very same is there already, or came before it
   */
  public record Line(
      IncidentId incident,
      String what,
      @Nullable String recipient,
      @Nullable String name,
      @Nullable String detail,
      boolean once) {

    /** What the service says. */
    public static Line ofService(
        IncidentId incident, String what, @Nullable String detail, boolean once) {
      return new Line(incident, what, null, null, detail, once);
    }

    static Line of(
        IncidentId incident, String what, Answer by, @Nullable String detail, boolean once) {
      return new Line(incident, what, by.recipient(), by.name(), detail, once);
    }
  }

  /** Adds lines in their order, each unless it is to be there once and is. */
  public static Statement adding(List<Line> lines, Instant at) {
    return Statement.of(
        ADD,
        at,
        lines.stream().map(it -> it.incident.value()).toArray(UUID[]::new),
        texts(lines, Line::what),
        texts(lines, Line::recipient),
        texts(lines, Line::name),
        texts(lines, Line::detail),
        lines.stream().map(Line::once).toArray(Boolean[]::new));
  }

  /**
   * The same at once.
   *
   * @return how many were added
   */
  public static int add(SqlConnection tx, List<Line> lines, Instant at) {
    return Database.inOrder(tx, "adding to the timeline", List.of(adding(lines, at)))
        .getFirst()
        .rowCount();
  }

  private static @Nullable String[] texts(List<Line> lines, Function<Line, @Nullable String> text) {
    return lines.stream().map(text).toArray(String[]::new);
  }
}
