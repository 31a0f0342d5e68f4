package care.silverbell.ingest.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one InfluxQL statement answered. The client library's own reader passes over a statement's
 * error and stumbles over a null, so the answer is read here.
 */
record InfluxTable(List<String> columns, List<Row> rows) {
  static final InfluxTable EMPTY = new InfluxTable(List.of(), List.of());
  private static final JsonFactory JSON = new JsonFactory();

  /** One row's values in the order of the columns: numbers, booleans, strings, nulls. */
  record Row(List<@Nullable Object> values) {

    /** The time, which is always the first column, asked for in milliseconds. */
    Instant at() {
      return Instant.ofEpochMilli(whole(0).longValue());
    }

    Number whole(int column) {
      return values.get(column) instanceof Number number ? number : 0L;
    }

    double decimal(int column) {
      return values.get(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    @Nullable Double decimalOrNull(int column) {
      return values.get(column) instanceof Number number ? number.doubleValue() : null;
    }

    @Nullable Integer wholeOrNull(int column) {
      return values.get(column) instanceof Number number ? number.intValue() : null;
    }

    @Nullable Boolean truthOrNull(int column) {
      return values.get(column) instanceof Boolean truth ? truth : null;
    }

    @Nullable String textOrNull(int column) {
      return values.get(column) instanceof String text ? text : null;
    }

    boolean isTrue(int column) {
      return Boolean.TRUE.equals(values.get(column));
    }
  }

  /**
   * Reads the answer to a request, a table a statement.
   *
   * @throws TelemetryUnavailable if the server, or one of the statements, answered with an error
   */
  static List<InfluxTable> read(InputStream answer) throws IOException {
    List<InfluxTable> tables = new ArrayList<>();
    try (JsonParser json = JSON.createParser(answer)) {
      expect(json.nextToken(), JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "error" -> throw new TelemetryUnavailable("InfluxDB answered: " + json.getText());
          case "results" -> {
            while (json.nextToken() == JsonToken.START_OBJECT) {
              tables.add(statement(json));
            }
          }
          default -> json.skipChildren();
        }
      }
    }
    return tables;
  }

  private static InfluxTable statement(JsonParser json) throws IOException {
    InfluxTable table = EMPTY;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "error" -> throw new TelemetryUnavailable("InfluxDB answered: " + json.getText());
        case "series" -> {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            table = series(json);
          }
        }
        default -> json.skipChildren();
      }
    }
    return table;
  }

  private static InfluxTable series(JsonParser json) throws IOException {
    List<String> columns = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "columns" -> {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            columns.add(json.getText());
          }
        }
        case "values" -> {
          while (json.nextToken() == JsonToken.START_ARRAY) {
            rows.add(row(json, columns.size()));
          }
        }
        default -> json.skipChildren();
      }
    }
    return new InfluxTable(columns, rows);
  }

  private static Row row(JsonParser json, int width) throws IOException {
    List<@Nullable Object> values = new ArrayList<>(width);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(
          switch (json.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> json.getText();
            default -> null;
          });
    }
    return new Row(values);
  }

  private static void expect(@Nullable JsonToken found, JsonToken expected) {
    if (found != expected) {
      throw new TelemetryUnavailable("what answered is not InfluxDB");
    }
  }
}
