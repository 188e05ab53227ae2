package dev.ringlock.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.backup.CfnBackupPlan;
import software.amazon.awscdk.services.backup.CfnBackupSelection;
import software.amazon.awscdk.services.backup.CfnBackupVault;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;

/**
 * A daily copy of who said what, in a vault whose lock keeps it from being deleted early. It has no numbers in it: the role
 * that makes copies can read these tables alone.
 */
final class Backups {

    private static final int KEPT_DAYS = 35;
    private static final List<String> COPIED = List.of(Tables.CONTACTS, Tables.STATES, Tables.LEDGER);

    private Backups() {}

    static void of(Stack stack, DeploymentSettings settings, Tables tables) {
        CfnBackupVault vault = CfnBackupVault.Builder.create(stack, "Vault")
                .backupVaultName(settings.prefix() + "vault")
                .lockConfiguration(CfnBackupVault.LockConfigurationTypeProperty.builder()
                        .minRetentionDays(KEPT_DAYS)
                        .maxRetentionDays(KEPT_DAYS)
                        .build())
                .build();
        vault.applyRemovalPolicy(Protection.KEPT);
        CfnBackupPlan plan = CfnBackupPlan.Builder.create(stack, "BackupPlan")
                .backupPlan(CfnBackupPlan.BackupPlanResourceTypeProperty.builder()
                        .backupPlanName(settings.prefix() + "daily")
                        .backupPlanRule(List.of(CfnBackupPlan.BackupRuleResourceTypeProperty.builder()
                                .ruleName("daily")
                                .targetBackupVault(vault.getRef())
                                .scheduleExpression("cron(0 3 * * ? *)")
                                .lifecycle(CfnBackupPlan.LifecycleResourceTypeProperty.builder()
                                        .deleteAfterDays(KEPT_DAYS)
                                        .build())
                                .build()))
                        .build())
                .build();
        CfnBackupSelection.Builder.create(stack, "BackupSelection")
                .backupPlanId(plan.getRef())
                .backupSelection(CfnBackupSelection.BackupSelectionResourceTypeProperty.builder()
                        .selectionName("consents")
                        .iamRoleArn(role(stack, vault, tables).getRoleArn())
                        .resources(arns(tables, ""))
                        .build())
                .build();
    }

    /** Like AWS's own policy for backups, cut down to DynamoDB, a few tables and one vault. */
    private static Role role(Stack stack, CfnBackupVault vault, Tables tables) {
        List<PolicyStatement> statements = List.of(
                allow(
                        List.of(
                                "dynamodb:CreateBackup",
                                "dynamodb:DescribeTable",
                                "dynamodb:ListTagsOfResource",
                                "dynamodb:StartAwsBackupJob"),
                        arns(tables, "")),
                allow(List.of("dynamodb:DeleteBackup", "dynamodb:DescribeBackup"), arns(tables, "/backup/*")),
                allow(
                        List.of("backup:CopyIntoBackupVault", "backup:DescribeBackupVault"),
                        List.of(vault.getAttrBackupVaultArn())));
        Role role = Role.Builder.create(stack, "BackupRole")
                .description("AWS Backup's hands for contacts, states and ledger")
                .assumedBy(new ServicePrincipal("backup.amazonaws.com"))
                .inlinePolicies(Map.of(
                        "copies",
                        PolicyDocument.Builder.create().statements(statements).build()))
                .build();
        // AWS Backup deletes a copy as the role that made it: without it no copy ages out
        role.applyRemovalPolicy(Protection.KEPT);
        StackOutput.tell(stack, "BackupRoleName", "The role that makes and deletes copies", role.getRoleName());
        return role;
    }

    private static List<String> arns(Tables tables, String suffix) {
        return COPIED.stream().map(table -> tables.arn(table, null) + suffix).toList();
    }

    private static PolicyStatement allow(List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(resources)
                .build();
    }
}
