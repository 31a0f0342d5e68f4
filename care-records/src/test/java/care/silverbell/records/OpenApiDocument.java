package care.silverbell.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The contract as the service hands it out, and whether an answer is as it says. */
final class OpenApiDocument {
  private static final String SCHEMAS = "#/components/schemas/";

  private final JsonObject document;
  private final JsonObject definitions;

  OpenApiDocument(String yaml) {
    document = json(yaml);
    definitions =
        withLocalReferences(document.getJsonObject("components").getJsonObject("schemas"));
  }

  /** One operation: GET and {@code /api/people/{id}}. */
  record Operation(String method, String path) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** An answer that the document speaks of. */
  record Documented(Operation operation, int status) {
    @Override
    public String toString() {
      return operation + " → " + status;
    }
  }

  static JsonObject json(String yaml) {
    try {
      JsonNode tree = new YAMLMapper().readTree(yaml);
      return new JsonObject(tree.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Stream<Operation> operations() {
    return document.getJsonObject("paths").stream()
        .flatMap(path ->
            ((JsonObject) path.getValue())
                .fieldNames().stream()
                    .map(method ->
                        new Operation(method.toUpperCase(java.util.Locale.ROOT), path.getKey())));
  }

  Stream<Documented> answers() {
    return operations()
        .flatMap(operation ->
            responses(operation).fieldNames().stream()
                .map(status -> new Documented(operation, Integer.parseInt(status))));
  }

  /** Which operation a request is; the one with the fewest parts left open. */
  Optional<Operation> operationOf(String method, String path) {
    return operations()
        .filter(it -> it.method().equals(method))
        .filter(it -> path.matches(it.path().replaceAll("\\{[^}]+}", "[^/]+")))
        .min(Comparator.comparingLong(it -> it.path().chars().filter(c -> c == '{').count()));
  }

  /** What is wrong with an answer; empty where it is as the document says. */
  List<String> faults(Operation operation, int status, String contentType, String body) {
    JsonObject response = response(operation, status);
    if (response == null) {
      return List.of("the document knows no such answer");
    }
    JsonObject content = response.getJsonObject("content");
    if (content == null) {
      return body.isEmpty() ? List.of() : List.of("there is a body, and none is documented");
    }
    String type = contentType.replaceFirst(";.*", "").strip();
    if (!content.containsKey(type)) {
      return List.of("it is " + type + " where the document has " + content.fieldNames());
    }
    JsonObject schema = content.getJsonObject(type).getJsonObject("schema");
    return faults(schema, type.endsWith("json") ? Json.decodeValue(body) : body);
  }

  List<String> faults(JsonObject schema, Object value) {
    JsonObject whole = withLocalReferences(schema).put("$defs", definitions);
    JsonSchemaOptions options =
        new JsonSchemaOptions()
            .setDraft(Draft.DRAFT202012)
            .setBaseUri("https://silverbell.test/")
            .setOutputFormat(OutputFormat.Basic);
    OutputUnit out = Validator.create(JsonSchema.of(whole), options).validate(value);
    List<String> faults = new ArrayList<>();
    if (!Boolean.TRUE.equals(out.getValid())) {
      faults.add("not as its schema has it");
      if (out.getErrors() != null) {
        out.getErrors().forEach(it -> faults.add(it.getInstanceLocation() + ": " + it.getError()));
      }
    }
    return faults;
  }

  private JsonObject responses(Operation operation) {
    return document
        .getJsonObject("paths")
        .getJsonObject(operation.path())
        .getJsonObject(operation.method().toLowerCase(java.util.Locale.ROOT))
        .getJsonObject("responses");
  }

  private @org.jspecify.annotations.Nullable JsonObject response(Operation operation, int status) {
    JsonObject response = responses(operation).getJsonObject(Integer.toString(status));
    if (response == null || !response.containsKey("$ref")) {
      return response;
    }
    String name = response.getString("$ref").replace("#/components/responses/", "");
    return document.getJsonObject("components").getJsonObject("responses").getJsonObject(name);
  }

  private static JsonObject withLocalReferences(JsonObject schema) {
    return new JsonObject(schema.encode().replace(SCHEMAS, "#/$defs/"));
  }

  /** The statuses that the document has for each operation. */
  Map<Operation, Set<Integer>> statuses() {
    return answers()
        .collect(
            java.util.stream.Collectors.groupingBy(
                Documented::operation,
                java.util.stream.Collectors.mapping(
                    Documented::status, java.util.stream.Collectors.toSet())));
  }
}
