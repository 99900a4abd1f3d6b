package org.apache.cassandra.security;

import java.security.PermissionCollection;
import java.security.Permissions;

/**
 * Stands before Cassandra's class of the same name, which needs a security manager that newer JVMs
 * no longer have. Nothing is secured here: sound only while user-defined functions stay off, which
 * the generated configuration says.
 */
public final class ThreadAwareSecurityManager {
  public static final PermissionCollection noPermissions = new Permissions();

  static {
    noPermissions.setReadOnly();
  }

  private ThreadAwareSecurityManager() {}

  public static void install() {}

  public static boolean isSecuredThread() {
    return false;
  }
}
