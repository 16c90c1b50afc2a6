//! The state of webhook endpoints: records how attempts ended, and disables endpoints that fail.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, Func},
};

use super::Scope;
use crate::{
    Result, WebhookEndpoint, WebhookEndpointId,
    tables::{
        webhook_delivery::{Column, Entity},
        webhook_endpoint,
    },
};

impl Scope {
    /// Stores how attempts at an endpoint ended: the last success, the last failure with its reason and whether it was
    /// the last attempt, and until when the endpoint is left alone.
    pub async fn note_attempts(
        &self,
        endpoint: WebhookEndpointId,
        succeeded: bool,
        failure: Option<(&str, bool)>,
        paused_until: Option<DateTime<Utc>>,
    ) -> Result<()> {
        use webhook_endpoint::{Column, Entity};
        let mut update = Entity::update_many().col_expr(Column::PausedUntil, Expr::value(paused_until));
        if succeeded {
            update = update.col_expr(Column::LastSuccessAt, Expr::value(self.now));
        }
        update = match failure {
            Some((why, last)) => {
                let since = if succeeded {
                    Expr::value(last.then_some(self.now))
                } else {
                    Func::coalesce([Expr::col(Column::FailingSince), Expr::value(self.now)]).into()
                };
                update
                    .col_expr(Column::LastFailureAt, Expr::value(self.now))
                    .col_expr(Column::LastFailure, Expr::value(why))
                    .col_expr(Column::FailingSince, since)
            }
            None => update.col_expr(Column::FailingSince, Expr::value(None::<DateTime<Utc>>)),
        };
        let this = update.filter(Column::AccountId.eq(self.account_id)).filter(Column::Id.eq(endpoint));
        this.exec(&self.db).await?;
        Ok(())
    }

    /// Disables an endpoint, writes an event, and deletes the deliveries that wait for it. False if it was disabled
    /// before.
    pub async fn disable_endpoint(&self, endpoint: WebhookEndpointId, reason: &str) -> Result<bool> {
        use webhook_endpoint::{Column as EndpointColumn, Entity as Endpoints};
        let transaction = self.begin().await?;
        let scope = transaction.scope();
        let disabled = Endpoints::update_many()
            .col_expr(EndpointColumn::Enabled, Expr::value(false))
            .col_expr(EndpointColumn::DisabledReason, Expr::value(reason))
            .col_expr(EndpointColumn::DisabledAt, Expr::value(self.now))
            .filter(EndpointColumn::AccountId.eq(self.account_id))
            .filter(EndpointColumn::Id.eq(endpoint))
            .filter(EndpointColumn::Enabled.eq(true))
            .exec(&scope.db)
            .await?
            .rows_affected
            > 0;
        if disabled {
            let details = serde_json::json!({"reason": reason});
            scope.write_account_event("webhook_endpoint.disabled", Some(endpoint.into()), details).await?;
        }
        scope.drop_deliveries(endpoint).await?;
        transaction.commit().await?;
        Ok(disabled)
    }

    /// Deletes the queued deliveries to an endpoint.
    pub async fn drop_deliveries(&self, endpoint: WebhookEndpointId) -> Result<()> {
        Entity::update_many()
            .col_expr(Column::State, Expr::value("failed"))
            .col_expr(Column::DueAt, Expr::value(None::<DateTime<Utc>>))
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::EndpointId.eq(endpoint))
            .filter(Column::DueAt.is_not_null())
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// The endpoints that events are sent to.
    pub async fn enabled_endpoints(&self) -> Result<Vec<WebhookEndpoint>> {
        let rows = self.find::<webhook_endpoint::Entity>().filter(webhook_endpoint::Column::Enabled.eq(true));
        Ok(rows.all(&self.db).await?.into_iter().map(Into::into).collect())
    }
}
