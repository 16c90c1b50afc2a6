//! Deliveries to connections.

use database::{NewJob, enqueue_jobs};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, Iden, Iterable, QueryFilter, QueryTrait, Value, sea_query::OnConflict,
};
use uuid::Uuid;

use super::Scope;
use crate::{
    Delivery, DeliveryId, HeaderList, Result,
    tables::{PositionalColumns as _, Row as _, delivery, delivery_body, insert},
};

/// A delivery that is to be stored.
#[derive(Clone, Debug)]
pub struct NewDelivery {
    pub row: Delivery,
    pub body: StoredBody,
    /// The jobs to queue.
    pub jobs: Vec<NewJob>,
}

/// The body of a delivery, with the headers that are needed to read it.
#[derive(Clone)]
pub struct StoredBody {
    pub headers: HeaderList,
    pub body: Vec<u8>,
}

// It is about people.
impl std::fmt::Debug for StoredBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "StoredBody({} bytes)", self.body.len())
    }
}

impl Scope {
    /// Stores what came in, with its body and the jobs that follow; false, if it was stored before. On Postgres that is
    /// one statement.
    pub async fn store_delivery(&self, new: NewDelivery) -> Result<bool> {
        if self.db.dialect().has_writing_ctes() {
            return self.store_at_once(new).await;
        }
        let NewDelivery { mut row, body, jobs } = new;
        row.restamp(self.account_id);
        let id = row.stamp.id;
        let transaction = self.db.begin().await?;
        let known = [delivery::Column::AccountId, delivery::Column::ConnectionId, delivery::Column::DedupeKey];
        let once = OnConflict::columns(known).do_nothing().to_owned();
        if transaction.execute(insert(delivery::Model::from(row)).on_conflict(once).as_query()).await?.rows_affected()
            == 0
        {
            transaction.rollback().await?;
            return Ok(false);
        }
        let body = delivery_body::Model { account_id: self.account_id, id, headers: body.headers, body: body.body };
        insert(body).exec_without_returning(&transaction).await?;
        let jobs = jobs.into_iter().map(|job| NewJob { account_id: self.account_id.into(), ..job });
        enqueue_jobs(&transaction, self.db.dialect(), self.now, jobs).await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn store_at_once(&self, new: NewDelivery) -> Result<bool> {
        let NewDelivery { mut row, body, jobs } = new;
        row.restamp(self.account_id);
        let columns: Vec<String> =
            delivery::Column::iter().map(|column| format!("\"{}\"", column.unquoted())).collect();
        let mut values = row.into_values();
        let marks: Vec<String> = (1..=values.len()).map(|mark| format!("${mark}")).collect();
        let mut mark = |value: Value| {
            values.push(value);
            values.len()
        };
        let headers = mark(serde_json::to_value(&body.headers).unwrap_or_default().into());
        let bytes = mark(body.body.into());
        let now = mark(self.now.into());
        let jobs: Vec<String> = jobs
            .into_iter()
            .map(|job| {
                let (id, kind) = (mark(job.id.into()), mark(job.kind.into()));
                let (payload, due_at) = (mark(job.payload.into()), mark(job.due_at.into()));
                format!("(${id}::uuid, ${kind}, ${payload}::jsonb, ${due_at}::timestamptz)")
            })
            .collect();
        let (columns, marks, jobs) = (columns.join(", "), marks.join(", "), jobs.join(", "));
        let sql = format!(
            "WITH stored AS (INSERT INTO deliveries ({columns}) VALUES ({marks}) \
             ON CONFLICT (account_id, connection_id, dedupe_key) DO NOTHING RETURNING account_id, id), \
             kept AS (INSERT INTO delivery_bodies (account_id, id, headers, body) \
             SELECT account_id, id, ${headers}, ${bytes} FROM stored), \
             queued AS (INSERT INTO jobs (account_id, id, kind, payload, created_at, due_at, attempt) \
             SELECT stored.account_id, job.id, job.kind, job.payload, ${now}::timestamptz, job.due_at, 0 \
             FROM stored, (VALUES {jobs}) AS job(id, kind, payload, due_at) ON CONFLICT (account_id, id) DO NOTHING) \
             SELECT id FROM stored"
        );
        Ok(self.db.query_one_raw(self.db.dialect().statement(sql, values)).await?.is_some())
    }

    /// The body of a delivery; `None` once it has been deleted.
    pub async fn delivery_body(&self, id: DeliveryId) -> Result<Option<StoredBody>> {
        let row = delivery_body::Entity::find_by_id((self.account_id, id)).one(&self.db).await?;
        Ok(row.map(|row| StoredBody { headers: row.headers, body: row.body }))
    }

    /// Deletes the bodies of deliveries that are older than this id.
    pub async fn forget_delivery_bodies(&self, before: Uuid) -> Result<u64> {
        let forgotten = delivery_body::Entity::delete_many()
            .filter(delivery_body::Column::AccountId.eq(self.account_id))
            .filter(delivery_body::Column::Id.lt(DeliveryId::from(before)));
        Ok(forgotten.exec(&self.db).await?.rows_affected)
    }
}
