package care.silverbell.alerting.notification.channel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples that Alibaba Cloud publishes. */
class AliyunSignatureTest {
  /** help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature. */
  @Test
  void theExampleOfTheThirdWayIsSignedAsItsPageSays() {
    TreeMap<String, String> headers = new TreeMap<>();
    headers.put("host", "ecs.cn-shanghai.aliyuncs.com");
    headers.put("x-acs-action", "RunInstances");
    headers.put("x-acs-version", "2014-05-26");
    headers.put("x-acs-date", "2023-10-26T10:22:32Z");
    headers.put("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d");
    headers.put("x-acs-content-sha256", AliyunSignature.sha256(""));

    assertThat(
            AliyunSignature.authorization(
                "POST",
                Map.of(
                    "ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
                    "RegionId", "cn-shanghai"),
                headers,
                "YourAccessKeyId",
                "YourAccessKeySecret"))
        .isEqualTo(
            "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;"
                + "x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
                + "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
  }

  /** help.aliyun.com/document_detail/56189.html. */
  @Test
  void theExampleOfAShortMessageIsSignedAsItsPageSays() {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("AccessKeyId", "testId");
    parameters.put("Action", "SendSms");
    parameters.put("Format", "XML");
    parameters.put("OutId", "123");
    parameters.put("PhoneNumbers", "15300000001");
    parameters.put("RegionId", "cn-hangzhou");
    parameters.put("SignName", "阿里云短信测试专用");
    parameters.put("SignatureMethod", "HMAC-SHA1");
    parameters.put("SignatureNonce", "45e25e9b-0a6f-4070-8c85-2956eda1b466");
    parameters.put("SignatureVersion", "1.0");
    parameters.put("TemplateCode", "SMS_71390007");
    parameters.put("TemplateParam", "{\"customer\":\"test\"}");
    parameters.put("Timestamp", "2017-07-12T02:42:19Z");
    parameters.put("Version", "2017-05-25");

    assertThat(AliyunSignature.rpc("GET", parameters, "testSecret"))
        .isEqualTo("zJDF+Lrzhj/ThnlvIToysFRq6t4=");
  }

  /** The RPC page's example, DescribeRegions. */
  @Test
  void theExampleOfTheOlderWayIsSignedAsItsPageSays() {
    assertThat(
            AliyunSignature.rpc(
                "GET",
                Map.of(
                    "Format", "XML",
                    "AccessKeyId", "testid",
                    "Action", "DescribeRegions",
                    "SignatureMethod", "HMAC-SHA1",
                    "SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf",
                    "SignatureVersion", "1.0",
                    "Version", "2014-05-26",
                    "Timestamp", "2016-02-23T12:46:24Z"),
                "testsecret"))
        .isEqualTo("OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
  }

  @ParameterizedTest
  @CsvSource({"a b, a%20b", "*, %2A", "~-_., ~-_.", "/=&+, %2F%3D%26%2B", "派, %E6%B4%BE"})
  void whatIsNotALetterIsWrittenInHex(String text, String encoded) {
    assertThat(AliyunSignature.encode(text)).isEqualTo(encoded);
  }
}
