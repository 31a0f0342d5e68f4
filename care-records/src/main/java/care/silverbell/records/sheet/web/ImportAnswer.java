package care.silverbell.records.sheet.web;

import care.silverbell.records.sheet.Language;
import care.silverbell.records.sheet.Mistake;
import care.silverbell.records.sheet.store.Importer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** An import's outcome in JSON. */
public final class ImportAnswer {
  private ImportAnswer() {}

  /** What came of an import, as it is answered. */
  public static JsonObject of(Importer.Outcome outcome, Language language) {
    JsonArray secrets = new JsonArray();
    outcome
        .secrets()
        .forEach((serial, secret) ->
            secrets.add(new JsonObject().put("serial", serial).put("secret", secret)));
    return new JsonObject()
        .put("written", outcome.written())
        .put("counts", outcome.counts().toJson())
        .put("problems", told(outcome.checked().mistakes(), language))
        .put("moreProblems", outcome.checked().more())
        .put("warnings", told(outcome.checked().warnings(), language))
        .put("secrets", secrets);
  }

  private static JsonArray told(List<Mistake> mistakes, Language language) {
    JsonArray told = new JsonArray();
    mistakes.forEach(it -> told.add(it.toJson(language)));
    return told;
  }
}
