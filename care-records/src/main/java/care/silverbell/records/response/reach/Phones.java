package care.silverbell.records.response.reach;

/** Telephone numbers, as they are compared and as they are shown to who need not call them. */
public final class Phones {
  private static final int SHOWN_AT_START = 3;
  private static final int SHOWN_AT_END = 4;

  private Phones() {}

  /** Without what people put between the digits. */
  public static String plain(String phone) {
    String digits = phone.replaceAll("[^0-9+]", "");
    return digits.isEmpty() ? phone.strip() : digits;
  }

  /** Enough to be known again by who knows it: 138****0001. */
  public static String masked(String address) {
    int at = address.indexOf('@');
    if (at > 0) {
      return address.charAt(0) + "***" + address.substring(at);
    }
    int length = address.length();
    if (length <= SHOWN_AT_START + SHOWN_AT_END) {
      return "*".repeat(Math.max(length - 2, 1)) + address.substring(Math.max(length - 2, 0));
    }
    return address.substring(0, SHOWN_AT_START) + "****" + address.substring(length - SHOWN_AT_END);
  }
}
