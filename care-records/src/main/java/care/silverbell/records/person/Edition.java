package care.silverbell.records.person;

import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.sqlclient.SqlConnection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a file that an editor has before them: whoever has an old one overwrites nothing.
 */
record Edition(long version) {
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");

  /** Tells the version with the answer. */
  static void tell(Query query, long version) {
    query.context().response().putHeader("ETag", "\"" + version + "\"");
  }

  /**
   * What the editor says they have.
   *
   * @throws Problem 428 if they do not say it
   */
  static Edition asked(Query query) {
    String header = query.context().request().getHeader("If-Match");
    Matcher tag = TAG.matcher(header == null ? "" : header.strip());
    if (!tag.matches()) {
      throw Problem.preconditionRequired(
          "say with If-Match which version is being changed: the ETag that GET answered");
    }
    return new Edition(Long.parseLong(tag.group(1)));
  }

  /**
   * Compares it with what is kept, and holds that.
   *
   * @throws Problem 412 if somebody else has changed it since, with who and when
   */
  void check(SqlConnection tx, PersonId person) {
    long kept = People.version(tx, person).orElse(0L);
    if (kept != version) {
      throw Changes.last(tx, person)
          .map(last ->
              Problem.preconditionFailed(
                      last.by()
                          + " changed this at "
                          + last.at()
                          + ": read it again, and change that")
                  .with("changedBy", last.by())
                  .with("changedAt", last.at().toString()))
          .orElseGet(() -> Problem.preconditionFailed("there is no such version: read it again"));
    }
  }
}
