package care.silverbell.sim;

/** How the program ended, for the shell. */
final class ExitCode {
  static final int DONE = 0;
  static final int NOT_IN_TIME = 1;
  static final int WRONG_USE = 2;
  static final int BROKER_AWAY = 3;
  static final int BROKER_REFUSED = 4;
  static final int BAD_FILE = 5;

  private ExitCode() {}
}
