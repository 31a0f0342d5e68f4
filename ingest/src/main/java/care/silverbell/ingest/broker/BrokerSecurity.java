package care.silverbell.ingest.broker;

import care.silverbell.ingest.band.BandCredentials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.function.Consumer;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in to the embedded broker: the service with the secret made at this start, and
 * registered bands with their own. The second lock on topics, behind {@link BandGate}.
 */
final class BrokerSecurity implements ActiveMQSecurityManager5 {
  private final String serviceName;
  private final String serviceSecret;
  private final BandCredentials bands;
  private final Consumer<String> onSignIn;

  /**
   * @param onSignIn told the client id of a session that signs in, before it is served
   */
  BrokerSecurity(
      String serviceName, String serviceSecret, BandCredentials bands, Consumer<String> onSignIn) {
    this.serviceName = serviceName;
    this.serviceSecret = serviceSecret;
    this.bands = bands;
    this.onSignIn = onSignIn;
  }

  /** Asked again for every packet; the answer given on signing in stands as long as it is up. */
  @Override
  public @Nullable Subject authenticate(
      @Nullable String user,
      @Nullable String secret,
      @Nullable RemotingConnection connection,
      @Nullable String domain) {
    if (user == null || secret == null || connection == null) {
      return null;
    }
    Subject known = connection.getSubject();
    if (known != null) {
      return user.equals(nameOf(known)) ? known : null;
    }
    if (!mayConnect(user, secret)) {
      return null;
    }
    onSignIn.accept(connection.getClientID());
    Subject subject = new Subject();
    subject.getPrincipals().add(new UserPrincipal(user));
    return subject;
  }

  @Override
  public boolean authorize(
      @Nullable Subject subject, Set<Role> roles, CheckType check, String address) {
    String name = nameOf(subject);
    return name != null && (isService(name) || TopicRules.isOwn(name, address));
  }

  @Override
  public boolean validateUser(String user, String secret) {
    return false; // the older way to ask, not used by this broker
  }

  @Override
  public boolean validateUserAndRole(
      String user, String secret, Set<Role> roles, CheckType checkType) {
    return false;
  }

  private boolean isService(@Nullable String name) {
    return serviceName.equals(name);
  }

  private boolean mayConnect(String user, String secret) {
    return isService(user)
        ? same(secret, serviceSecret)
        : TopicRules.isSerial(user) && bands.mayConnect(user, secret);
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String nameOf(@Nullable Subject subject) {
    return subject == null
        ? null
        : subject.getPrincipals(UserPrincipal.class).stream()
            .map(UserPrincipal::getName)
            .findFirst()
            .orElse(null);
  }
}
