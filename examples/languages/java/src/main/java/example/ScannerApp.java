package example;

import io.github.cdksecurityscanner.OrgStackSetDeployment;
import io.github.cdksecurityscanner.ReadOnlyScannerRoleProps;
import io.github.cdksecurityscanner.SecurityScanner;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;

public final class ScannerApp {
  public static void main(final String[] args) {
    App app = new App();
    ReadOnlyScannerRoleProps trust = ReadOnlyScannerRoleProps.builder().trustedAccountId("222222222222").externalId("agreed-7f3a").build();

    Stack access = stack(app, "SecurityScannerAccess", "111111111111");
    OrgStackSetDeployment.Builder.create(access, "Onboarding").organizationalUnitIds(List.of("r-abcd")).scannerRole(trust).build();

    Stack scanner = stack(app, "SecurityScanner", "222222222222");
    SecurityScanner.Builder.create(scanner, "Scanner").externalId(trust.getExternalId()).accountIds(List.of("333333333333", "444444444444")).build();

    app.synth();
  }

  private static Stack stack(final App app, final String id, final String account) {
    Environment env = Environment.builder().account(account).region("eu-central-1").build();
    return new Stack(app, id, StackProps.builder().env(env).build());
  }
}
