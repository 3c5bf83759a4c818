package io.reelgate.provider.account;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What operators do to an account. Each act and its line in the audit are one statement.
@Repository
class AccountActs {
  private static final Logger LOG = LoggerFactory.getLogger(AccountActs.class);

  private static final String AUDITED =
      """
      , noted as (
        insert into audit (actor, act, subject)
        select :actor, :act, provider || '/' || name from done)
      select count(*) from done
      """;

  private static final String DRAIN =
      """
      with done as (
        update provider_account set drained = true
        where provider = :provider and name = :name returning provider, name)
      """
          + AUDITED;

  private static final String ENABLE =
      """
      with done as (
        update provider_account set drained = false, paused_until = null, polls_paused_until = null,
          forced_open_reason = null, forced_open_code = null, forced_open_key = null,
          forced_open_at = null, next_check_at = null, next_probe_at = null, enables = enables + 1
        where provider = :provider and name = :name returning provider, name)
      """
          + AUDITED;

  private static final String FORCE_OPEN =
      """
      with done as (
        update provider_account set forced_open_reason = 'OPERATOR', forced_open_code = null,
          forced_open_key = null, forced_open_at = reelgate_now(), next_check_at = null
        where provider = :provider and name = :name returning provider, name)
      """
          + AUDITED;

  private final JdbcClient jdbc;

  AccountActs(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Answers whether there is such an account.
  boolean drain(AccountId id, String actor) {
    return act(DRAIN, "drain", id, actor);
  }

  boolean enable(AccountId id, String actor) {
    return act(ENABLE, "enable", id, actor);
  }

  boolean forceOpen(AccountId id, String actor) {
    return act(FORCE_OPEN, "force-open", id, actor);
  }

  private boolean act(String sql, String word, AccountId id, String actor) {
    boolean done =
        jdbc.sql(sql)
                .param("provider", id.provider())
                .param("name", id.name())
                .param("actor", actor)
                .param("act", word)
                .query(Long.class)
                .single()
            == 1;
    if (done) {
      LOG.warn("{}: {} by {}", id, word, actor);
    }
    return done;
  }
}
