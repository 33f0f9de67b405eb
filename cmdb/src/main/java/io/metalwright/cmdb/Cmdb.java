package io.metalwright.cmdb;

import io.metalwright.cmdb.alert.AlertRules;
import io.metalwright.cmdb.alert.Alerts;
import io.metalwright.cmdb.audit.AuditTrail;
import io.metalwright.cmdb.bmc.BmcCertificates;
import io.metalwright.cmdb.bmc.BmcRefusals;
import io.metalwright.cmdb.bootconfiguration.BootConfigurations;
import io.metalwright.cmdb.console.ConsoleDoors;
import io.metalwright.cmdb.console.ConsoleTickets;
import io.metalwright.cmdb.figures.Figures;
import io.metalwright.cmdb.health.EventSubscriptions;
import io.metalwright.cmdb.health.MachineEvents;
import io.metalwright.cmdb.health.MachineHealths;
import io.metalwright.cmdb.idempotency.IdempotentAnswers;
import io.metalwright.cmdb.image.Images;
import io.metalwright.cmdb.machine.Inspections;
import io.metalwright.cmdb.machine.MachineCapabilities;
import io.metalwright.cmdb.machine.Machines;
import io.metalwright.cmdb.notice.Announcements;
import io.metalwright.cmdb.notice.Deliveries;
import io.metalwright.cmdb.notice.Subscriptions;
import io.metalwright.cmdb.profile.HardwareProfiles;
import io.metalwright.cmdb.queue.RunQueue;
import io.metalwright.cmdb.run.RunLogs;
import io.metalwright.cmdb.run.RunPlans;
import io.metalwright.cmdb.run.Runs;
import io.metalwright.cmdb.runbook.Runbooks;
import io.metalwright.cmdb.secret.Seal;
import io.metalwright.cmdb.secret.Secrets;
import io.metalwright.cmdb.segment.Addresses;
import io.metalwright.cmdb.segment.Segments;
import io.metalwright.cmdb.site.Sites;
import io.metalwright.cmdb.template.OsTemplates;
import io.metalwright.cmdb.token.AccessTokens;
import io.metalwright.cmdb.user.UserAccounts;
import java.util.function.Supplier;
import org.springframework.beans.BeansException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** An open CMDB. One is enough for a process, whatever parts of the product run in it. */
public final class Cmdb implements AutoCloseable {
    private final AnnotationConfigApplicationContext context;

    private Cmdb(AnnotationConfigApplicationContext context) {
        this.context = context;
    }

    /**
     * Connects, and brings the tables up to date.
     *
     * @throws IllegalStateException when the database is away, or refuses
     */
    public static Cmdb open(CmdbSettings settings) {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(CmdbSettings.class, () -> settings);
        context.register(CmdbConfiguration.class);
        try {
            context.refresh();
        } catch (BeansException e) {
            throw new IllegalStateException(
                    "The database " + settings.url() + " cannot be opened: "
                            + NestedExceptionUtils.getMostSpecificCause(e).getMessage(),
                    e);
        }
        return new Cmdb(context);
    }

    /** Does all of it or, when it throws, nothing. A call within another joins it. */
    @SuppressWarnings("NullAway") // a transaction's result is what the work returned, and work returns something
    public <T> T atomically(Supplier<T> work) {
        return context.getBean(TransactionTemplate.class).execute(status -> work.get());
    }

    /** Does it, and then takes it all back: tells what would come of it. */
    @SuppressWarnings("NullAway") // as above
    public <T> T triedOut(Supplier<T> work) {
        return context.getBean(TransactionTemplate.class).execute(status -> {
            status.setRollbackOnly();
            return work.get();
        });
    }

    /** Throws when the database does not answer. */
    public void ping() {
        context.getBean(JdbcClient.class).sql("select 1").query(Integer.class).single();
    }

    public Machines machines() {
        return context.getBean(Machines.class);
    }

    public Runs runs() {
        return context.getBean(Runs.class);
    }

    public RunLogs runLogs() {
        return context.getBean(RunLogs.class);
    }

    public RunQueue runQueue() {
        return context.getBean(RunQueue.class);
    }

    public RunPlans runPlans() {
        return context.getBean(RunPlans.class);
    }

    public Images images() {
        return context.getBean(Images.class);
    }

    public BootConfigurations bootConfigurations() {
        return context.getBean(BootConfigurations.class);
    }

    public Segments segments() {
        return context.getBean(Segments.class);
    }

    public Addresses addresses() {
        return context.getBean(Addresses.class);
    }

    public Sites sites() {
        return context.getBean(Sites.class);
    }

    public OsTemplates osTemplates() {
        return context.getBean(OsTemplates.class);
    }

    public HardwareProfiles hardwareProfiles() {
        return context.getBean(HardwareProfiles.class);
    }

    public Runbooks runbooks() {
        return context.getBean(Runbooks.class);
    }

    public AccessTokens accessTokens() {
        return context.getBean(AccessTokens.class);
    }

    public UserAccounts userAccounts() {
        return context.getBean(UserAccounts.class);
    }

    public AuditTrail auditTrail() {
        return context.getBean(AuditTrail.class);
    }

    public Subscriptions subscriptions() {
        return context.getBean(Subscriptions.class);
    }

    public Deliveries deliveries() {
        return context.getBean(Deliveries.class);
    }

    public Announcements announcements() {
        return context.getBean(Announcements.class);
    }

    public MachineCapabilities machineCapabilities() {
        return context.getBean(MachineCapabilities.class);
    }

    public Inspections inspections() {
        return context.getBean(Inspections.class);
    }

    public Figures figures() {
        return context.getBean(Figures.class);
    }

    public AlertRules alertRules() {
        return context.getBean(AlertRules.class);
    }

    public Alerts alerts() {
        return context.getBean(Alerts.class);
    }

    public MachineHealths machineHealths() {
        return context.getBean(MachineHealths.class);
    }

    public MachineEvents machineEvents() {
        return context.getBean(MachineEvents.class);
    }

    public EventSubscriptions eventSubscriptions() {
        return context.getBean(EventSubscriptions.class);
    }

    public BmcCertificates bmcCertificates() {
        return context.getBean(BmcCertificates.class);
    }

    public BmcRefusals bmcRefusals() {
        return context.getBean(BmcRefusals.class);
    }

    public ConsoleDoors consoleDoors() {
        return context.getBean(ConsoleDoors.class);
    }

    public ConsoleTickets consoleTickets() {
        return context.getBean(ConsoleTickets.class);
    }

    public Secrets secrets() {
        return context.getBean(Secrets.class);
    }

    /** The seal that secrets are kept under, for other texts that must not lie open. */
    public Seal seal() {
        return context.getBean(Seal.class);
    }

    public IdempotentAnswers idempotentAnswers() {
        return context.getBean(IdempotentAnswers.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
