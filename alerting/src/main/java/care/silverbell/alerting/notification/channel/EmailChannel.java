package care.silverbell.alerting.notification.channel;

import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Message;
import care.silverbell.alerting.notification.channel.courier.Courier;
import care.silverbell.alerting.notification.channel.courier.Said;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * E-mail through a mail server (RFC 5321). What the server says decides: 4xx, try again; 5xx, never
 * (RFC 5321, 4.2.1). The {@code Message-ID} is the notice's key, so that a letter sent twice is
 * shown once.
 */
public final class EmailChannel implements Channel {
  private static final int CONNECTIONS = 128;
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Pattern CODE_IN_WORDS = Pattern.compile("(?:^|response: )([245]\\d\\d)\\b");
  private static final int FOR_GOOD = 500;

  private final SmtpSettings settings;
  private final InstantSource clock;
  private final Duration whole;
  private final Session session;

  /** Trusts whom this Java trusts. */
  public EmailChannel(SmtpSettings settings, InstantSource clock) {
    this(settings, clock, Courier.WHOLE, null);
  }

  /** As the tests need it. */
  EmailChannel(
      SmtpSettings settings,
      InstantSource clock,
      Duration whole,
      @Nullable SSLSocketFactory trust) {
    this.settings = settings;
    this.clock = clock;
    this.whole = whole;
    this.session = Session.getInstance(properties(settings, trust));
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.EMAIL;
  }

  /** Each is a connection of its own, and a mail server takes in no more of one client. */
  @Override
  public int places() {
    return CONNECTIONS;
  }

  @Override
  public Delivery send(UUID key, String to, Message message) {
    InternetAddress recipient;
    try {
      recipient = new InternetAddress(to, true);
      if (!recipient.getAddress().contains("@")) {
        return new Delivery.Refused("not an e-mail address");
      }
    } catch (AddressException e) {
      return new Delivery.Refused("not an e-mail address");
    }
    // A thread of its own: to interrupt a virtual thread closes the socket it waits for, and the
    // library's own time limits begin anew with every byte of a server that drips.
    FutureTask<Delivery> sending = new FutureTask<>(() -> deliver(key, recipient, message));
    Thread.ofVirtual().name("e-mail").start(sending);
    try {
      return sending.get(whole.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new Delivery.TryAgain("no whole answer within " + whole.toSeconds() + " s", null);
    } catch (ExecutionException e) {
      return new Delivery.TryAgain("the answer cannot be understood", null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Delivery.TryAgain("the service was stopped meanwhile", null);
    } finally {
      sending.cancel(true);
    }
  }

  private Delivery deliver(UUID key, InternetAddress recipient, Message message)
      throws MessagingException {
    Transport transport = session.getTransport();
    try {
      Letter letter =
          Letter.written(session, settings.from(), recipient, message, key, clock.instant());
      transport.connect(settings.host(), settings.port(), settings.username(), settings.password());
      transport.sendMessage(letter, new InternetAddress[] {recipient});
      return new Delivery.Taken(letter.getMessageID());
    } catch (MessagingException e) {
      return failure(e, recipient.getAddress());
    } finally {
      close(transport);
    }
  }

  private static void close(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      // It has taken the letter or it has not: how it says good-bye changes nothing.
    }
  }

  private Delivery failure(MessagingException failure, String recipient) {
    int code = code(failure);
    if (code > 0) {
      String reason = "the mail server said " + code + ": " + said(failure, recipient);
      return code >= FOR_GOOD ? new Delivery.Refused(reason) : new Delivery.TryAgain(reason, null);
    }
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof CertificateException) {
        return new Delivery.Refused("no trusted TLS connection to the mail server");
      }
    }
    if (String.valueOf(failure.getMessage()).contains("STARTTLS")) {
      return new Delivery.Refused("the mail server offers no TLS");
    }
    if (failure instanceof AuthenticationFailedException) {
      return new Delivery.Refused("the mail server does not know our name or password");
    }
    return new Delivery.TryAgain("the mail server cannot be talked to", null);
  }

  /** The server's number; 0 where it said none. */
  private static int code(MessagingException failure) {
    for (Exception e = failure; e != null; ) {
      int code =
          switch (e) {
            case SMTPAddressFailedException f -> f.getReturnCode();
            case SMTPSenderFailedException f -> f.getReturnCode();
            case SMTPSendFailedException f -> f.getReturnCode();
            case SendFailedException _ -> 0; // says only that the next one says why
            default -> inWords(e.getMessage());
          };
      if (code > 0) {
        return code;
      }
      e = e instanceof MessagingException it ? it.getNextException() : null;
    }
    return 0;
  }

  private static int inWords(@Nullable String words) {
    Matcher code = CODE_IN_WORDS.matcher(words == null ? "" : words);
    return code.find() ? Integer.parseInt(code.group(1)) : 0;
  }

  private String said(MessagingException failure, String recipient) {
    Exception last = failure;
    while (last instanceof MessagingException it && it.getNextException() != null) {
      last = it.getNextException();
    }
    String words = last.getMessage();
    String password = settings.password();
    return Said.by(words == null ? "" : words, password == null ? "" : password, recipient);
  }

  private static Properties properties(SmtpSettings settings, @Nullable SSLSocketFactory trust) {
    Properties properties = new Properties();
    properties.put("mail.transport.protocol", "smtp");
    properties.put("mail.smtp.connectiontimeout", String.valueOf(CONNECT.toMillis()));
    properties.put("mail.smtp.timeout", String.valueOf(Courier.WHOLE.toMillis()));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    properties.put("mail.smtp.ssl.enable", settings.safety() == SmtpSettings.Safety.TLS);
    boolean starttls = settings.safety() == SmtpSettings.Safety.STARTTLS;
    properties.put("mail.smtp.starttls.enable", starttls);
    properties.put("mail.smtp.starttls.required", starttls);
    properties.put("mail.smtp.auth", settings.username() != null);
    properties.put("mail.smtp.quitwait", "false");
    // How we greet the server; the library would ask the name service for our own name.
    properties.put("mail.smtp.localhost", Letter.domain(settings.from()));
    if (trust != null) {
      properties.put("mail.smtp.ssl.socketFactory", trust);
    }
    return properties;
  }
}
