package care.silverbell.alerting.notification.channel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Receipt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayReceiptsTest {
  private static final String JSON = "application/json; charset=utf-8";

  private final GatewayReceipts receipts = new GatewayReceipts(GatewayProfiles.shipped());

  /** The form of help.aliyun.com/zh/sms/developer-reference/smsreport-2. */
  @Test
  void whatAliyunTellsOfShortMessagesIsReadAllAtOnce() {
    assertThat(
            receipts.read(
                "aliyun",
                JSON,
                """
                [{"phone_number":"13800000000","send_time":"2017-01-01 00:00:00",
                  "report_time":"2017-01-01 00:00:00","success":true,"err_code":"DELIVERED",
                  "err_msg":"用户接收成功","sms_size":"1","biz_id":"12345","out_id":"67890"},
                 {"phone_number":"13900000000","success":false,"err_code":"MK:0001",
                  "err_msg":"空号","biz_id":"12346"}]
                """))
        .containsExactly(
            new Receipt(ChannelKind.SMS, "12345", Receipt.What.DELIVERED, "用户接收成功"),
            new Receipt(ChannelKind.SMS, "12346", Receipt.What.FAILED, "空号"));
  }

  /** The codes of help.aliyun.com/zh/vms/developer-reference/operators-receipt-error-code. */
  @ParameterizedTest
  @CsvSource({
    "200000, '', READ",
    "200001, '', READ",
    "200008, '', READ",
    "200002, '', BUSY",
    "200003, '', NO_ANSWER",
    "200004, '', FAILED",
    "200005, '', FAILED",
    "200010, '', FAILED",
    "200011, '', FAILED",
    "200000, 1, ACCEPTED",
    "200001, 1#, ACCEPTED",
    "200000, 2, PASSED",
    "300000, 1, ACCEPTED",
    "300000, 2, PASSED",
    "200000, 9, READ"
  })
  void whatAliyunTellsOfACallIsReadByItsCodeAndItsKey(String code, String key, Receipt.What what) {
    for (String profile : new String[] {"aliyun", "aliyun-ivr"}) {
      assertThat(
              receipts.read(
                  profile,
                  JSON,
                  """
                  [{"call_id":"100^101","status_code":"%s","status_msg":"说明","dtmf":"%s"}]
                  """
                      .formatted(code, key)))
          .containsExactly(new Receipt(ChannelKind.VOICE, "100^101", what, "说明"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"200101", "200102", "200103", "300000", "999999"})
  void aCallThatIsStillGoingOnTellsNothing(String code) {
    assertThat(
            receipts.read("aliyun", JSON, "[{\"call_id\":\"1\",\"status_code\":\"" + code + "\"}]"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "sms, delivered, '', DELIVERED",
    "sms, read, '', READ",
    "sms, failed, '', FAILED",
    "voice, answered, '', READ",
    "voice, busy, '', BUSY",
    "voice, no-answer, '', NO_ANSWER",
    "voice, failed, '', FAILED",
    "voice, answered, 1, ACCEPTED",
    "voice, answered, 2, PASSED"
  })
  void theGenericGatewayTellsInJsonOrInAForm(
      String kind, String status, String pressed, Receipt.What what) {
    Receipt meant = new Receipt(ChannelKind.of(kind), "m-1", what, "in its words");
    assertThat(
            receipts.read(
                "generic",
                JSON,
                """
                {"id":"m-1","kind":"%s","status":"%s","pressed":"%s","detail":"in its words"}
                """
                    .formatted(kind, status, pressed)))
        .containsExactly(meant);
    assertThat(
            receipts.read(
                "generic",
                "application/x-www-form-urlencoded",
                "id=m-1&kind="
                    + kind
                    + "&status="
                    + status
                    + "&pressed="
                    + pressed
                    + "&detail=in+its+words"))
        .containsExactly(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "[1,null,\"x\"]", "[{\"biz_id\":\"\"}]", "{\"biz_id\":null}"})
  void whatCountsForNothingIsEmpty(String body) {
    assertThat(receipts.read("aliyun", null, body)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<xml/>", "7", "{\"a\":", "null"})
  void whatCannotBeReadIsSaid(String body) {
    assertThatThrownBy(() -> receipts.read("aliyun", JSON, body))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aProfileThatIsNoneIsSaidAndEachProviderHearsWhatItWantsToHear() {
    assertThatThrownBy(() -> receipts.read("nobody", JSON, "{}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(receipts.answer("aliyun")).isEqualTo("{\"code\":0,\"msg\":\"ok\"}");
  }

  @Test
  void aLongWordOfAProviderIsCut() {
    assertThat(
            receipts.read(
                "aliyun",
                JSON,
                "{\"biz_id\":\""
                    + "9".repeat(1000)
                    + "\",\"success\":true,\"err_msg\":\""
                    + "x".repeat(5000)
                    + "\"}"))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.reference()).hasSize(200);
          assertThat(it.detail()).hasSize(161);
        });
  }
}
