package io.metalwright.cmdb;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.metalwright.cmdb.secret.Seal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jdbc.core.convert.JdbcCustomConversions;
import org.springframework.data.jdbc.core.mapping.JdbcMappingContext;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.relational.RelationalManagedTypes;
import org.springframework.data.relational.core.mapping.NamingStrategy;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The CMDB's wiring: pool, migrations, conversions, and every class marked {@link Repository} below this package. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = Repository.class))
class CmdbConfiguration extends AbstractJdbcConfiguration {

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(CmdbSettings settings) {
        var pool = new HikariConfig();
        pool.setPoolName("cmdb");
        pool.setJdbcUrl(settings.url());
        pool.setUsername(settings.user());
        pool.setPassword(password(settings));
        pool.setMaximumPoolSize(10);
        pool.setMinimumIdle(1);
        // A page that waits for a database that is away shall say so while somebody still looks at it.
        pool.setConnectionTimeout(5_000);
        // After a lock was waited for, the rows are read as they are then (InnoDB's default would show an older
        // snapshot).
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        var dataSource = new HikariDataSource(pool);
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:io/metalwright/cmdb/migrations")
                .loggers("slf4j")
                .load()
                .migrate();
        return dataSource;
    }

    private static String password(CmdbSettings settings) {
        if (settings.passwordFile() == null) {
            return "";
        }
        try (var lines = Files.lines(settings.passwordFile())) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "read the database password from " + settings.passwordFile() + ": " + e.getMessage(), e);
        }
    }

    @Bean
    Seal seal(CmdbSettings settings) {
        return Seal.with(settings.keys());
    }

    @Bean
    NamedParameterJdbcOperations jdbcOperations(DataSource dataSource) {
        return new NamedParameterJdbcTemplate(dataSource);
    }

    @Bean
    JdbcClient jdbcClient(NamedParameterJdbcOperations operations) {
        return JdbcClient.create(operations);
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactionManager) {
        return new TransactionTemplate(transactionManager);
    }

    /** Names go to the database unquoted, so that H2 and MySQL agree on them. */
    @Bean
    @Override
    public JdbcMappingContext jdbcMappingContext(
            Optional<NamingStrategy> namingStrategy,
            JdbcCustomConversions customConversions,
            RelationalManagedTypes jdbcManagedTypes) {
        var context = super.jdbcMappingContext(namingStrategy, customConversions, jdbcManagedTypes);
        context.setForceQuote(false);
        return context;
    }

    @Override
    protected List<?> userConverters() {
        return Conversions.all();
    }
}
