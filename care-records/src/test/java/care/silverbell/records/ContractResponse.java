package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the contract's cases about a response speak of, made for them. */
final class ContractResponse {
  private static final Pattern SENT = Pattern.compile("sms to (\\d+) would say: [^/]*?(\\d{6}) /");

  private ContractResponse() {}

  /** Names the mother's contact, a plan of the cases' own, and a code that was sent. */
  static void name(Map<String, String> names, SignedIn admin) {
    JsonObject contact =
        RunningService.items(admin, "/api/people/" + names.get("own") + "/contacts")
            .findFirst()
            .orElseThrow();
    String phone = contact.getJsonArray("phones").getString(0);
    names.put("contact", contact.getString("id"));
    names.put("contactPhone", phone);
    JsonObject plan =
        new JsonObject()
            .put("severity", "notice")
            .put("cell", names.get("place"))
            .put("name", "契约")
            .put(
                "steps",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("afterSeconds", 0)
                            .put(
                                "who",
                                new JsonArray().add(new JsonObject().put("kind", "on-duty")))));
    names.put("plan", made(admin.post("/api/response-plans", plan)).getString("id"));
    names.put(
        "verification",
        made(admin.post(
                "/api/verifications",
                new JsonObject()
                    .put("owner", "contact:" + names.get("contact"))
                    .put("channel", "sms")
                    .put("to", phone)))
            .getString("id"));
    names.put("verificationCode", codeSentTo(phone));
  }

  /** The demo's telephones write to the log what they would say. */
  static String codeSentTo(String phone) {
    String code = "";
    Matcher sent = SENT.matcher(RunningService.log());
    while (sent.find()) {
      code = sent.group(1).equals(phone) ? sent.group(2) : code;
    }
    assertThat(code).as("the code that was sent to the demo's telephone").hasSize(6);
    return code;
  }

  private static JsonObject made(SignedIn.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }
}
