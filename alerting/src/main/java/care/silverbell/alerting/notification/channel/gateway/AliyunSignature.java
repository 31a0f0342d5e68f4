package care.silverbell.alerting.notification.channel.gateway;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How Alibaba Cloud wants a request signed: V3 (ACS3-HMAC-SHA256,
 * help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature), and the older RPC
 * way (HMAC-SHA1, help.aliyun.com/document_detail/56189.html), which private clouds still ask for.
 */
final class AliyunSignature {
  private static final String V3 = "ACS3-HMAC-SHA256";

  private AliyunSignature() {}

  /**
   * The header {@code Authorization} of V3.
   *
   * @param headers all that are signed, with their names in small letters
   */
  static String authorization(
      String method,
      Map<String, String> query,
      SortedMap<String, String> headers,
      String account,
      String secret) {
    String names = String.join(";", headers.keySet());
    String canonical =
        String.join(
            "\n",
            method,
            "/",
            query(query),
            headers.entrySet().stream()
                .map(it -> it.getKey() + ":" + it.getValue().strip() + "\n")
                .collect(Collectors.joining()),
            names,
            headers.getOrDefault("x-acs-content-sha256", ""));
    String signature = hex(hmac("HmacSHA256", secret, V3 + "\n" + sha256(canonical)));
    return V3 + " Credential=" + account + ",SignedHeaders=" + names + ",Signature=" + signature;
  }

  /** The parameter {@code Signature} of the RPC way, before it is encoded for the query. */
  static String rpc(String method, Map<String, String> parameters, String secret) {
    String signed = method + "&%2F&" + encode(query(parameters));
    return Base64.getEncoder().encodeToString(hmac("HmacSHA1", secret + "&", signed));
  }

  /** A query in the order and the writing that are signed. */
  static String query(Map<String, String> parameters) {
    return new TreeMap<>(parameters)
        .entrySet().stream()
            .map(it -> encode(it.getKey()) + "=" + encode(it.getValue()))
            .collect(Collectors.joining("&"));
  }

  /** RFC 3986: all but letters, digits, - _ . ~ is written in hex. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  static String sha256(String text) {
    try {
      return hex(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(String algorithm, String key, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
