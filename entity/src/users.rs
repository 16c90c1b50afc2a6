//! Users: how they sign in, and the queries of the operator's commands.

use chrono::{DateTime, Utc};
use database::PositionalRow;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait as _, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Value,
    sea_query::{Expr, ExprTrait as _},
};
use uuid::Uuid;

use crate::{
    AccountId, PasswordResetId, Result, SessionId, SignIn, SignInQueries, UserId, VerifiedUser, authorization,
    password_resets,
    sign_in_queries::{hash_like, hash_parameters},
    tables::{insert, session, sign_in, user},
};

/// A user of any account, as operators see them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AnyUser {
    pub id: UserId,
    pub account_id: AccountId,
    /// The e-mail address to sign in with, in lower case.
    pub email: String,
    /// Whether the user can't sign in.
    pub disabled: bool,
}

/// The values that distinguish an account from others with the same address.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AccountSummary {
    pub name: String,
    pub created_at: DateTime<Utc>,
    /// When the last of the user's sessions began that are kept; they are deleted at sign-out.
    pub last_sign_in_at: Option<DateTime<Utc>>,
    pub candidates: i64,
    pub applications: i64,
}

/// The result of changing how a user signs in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SignInChange {
    Changed,
    /// Another user signs in with this address and password.
    AddressInUse,
    /// The hash doesn't have the salt and parameters of the other users with the address: see
    /// [`SignInQueries::hash_like`].
    SaltMismatch,
    /// The user was deleted, or signs in with another address now, or the link was used.
    UserGone,
}

/// How a user signs in, before and after a change.
#[derive(Clone, Copy)]
pub struct SignInUpdate<'u> {
    pub of: SignIn,
    /// The password that the user gave. The change is only written while it is still right. `None` if a link or an
    /// operator allows the change.
    pub verified: Option<&'u VerifiedUser>,
    /// The e-mail address of now, in lower case.
    pub email: &'u str,
    /// The e-mail address from then on, in lower case.
    pub new_email: &'u str,
    /// The hash of the password from then on.
    pub new_hash: &'u str,
    /// The session that is not ended.
    pub kept: Option<SessionId>,
    /// The link that allows it, which is good once.
    pub link: Option<PasswordResetId>,
}

impl SignInQueries<'_> {
    /// Users in the order of their addresses: all of them, or those with this id or address. At most `most`.
    pub async fn users(&self, id_or_email: Option<&str>, most: u64) -> Result<Vec<AnyUser>> {
        let mut query = sign_in::Entity::find();
        if let Some(wanted) = id_or_email {
            let by_id = wanted.parse::<Uuid>().map(|id| sign_in::Column::UserId.eq(UserId::from(id)));
            let by_email = sign_in::Column::Email.eq(wanted.to_lowercase());
            query = query.filter(by_id.map_or_else(|_| by_email.into(), Condition::from));
        }
        let query = query.order_by_asc(sign_in::Column::Email).order_by_asc(sign_in::Column::UserId).limit(most);
        let rows = query.all(self.db).await?.into_iter();
        Ok(rows
            .map(|row| AnyUser {
                id: row.user_id,
                account_id: row.account_id,
                email: row.email,
                disabled: row.disabled,
            })
            .collect())
    }

    /// The same users, each with the values that distinguish the account from others.
    pub async fn users_with_accounts(
        &self,
        id_or_email: Option<&str>,
        limit: u64,
    ) -> Result<Vec<(AnyUser, AccountSummary)>> {
        let wanted: Option<(&str, Value)> = id_or_email.map(|wanted| match wanted.parse::<Uuid>() {
            Ok(id) => ("WHERE sign_ins.user_id = $2", id.into()),
            Err(_) => ("WHERE sign_ins.email = $2", wanted.to_lowercase().into()),
        });
        let (which, wanted) = wanted.unzip();
        let sql = format!(
            "SELECT sign_ins.user_id, sign_ins.account_id, sign_ins.email, sign_ins.disabled, \
             accounts.name, accounts.created_at, \
             (SELECT max(sessions.created_at) FROM sessions \
              WHERE sessions.account_id = accounts.account_id AND sessions.user_id = sign_ins.user_id), \
             (SELECT count(*) FROM candidates WHERE candidates.account_id = accounts.account_id), \
             (SELECT count(*) FROM applications WHERE applications.account_id = accounts.account_id) \
             FROM accounts JOIN sign_ins ON sign_ins.account_id = accounts.account_id {} \
             ORDER BY sign_ins.email, sign_ins.user_id LIMIT $1",
            which.unwrap_or_default()
        );
        let limit: Value = i64::try_from(limit).unwrap_or(i64::MAX).into();
        let statement = self.db.dialect().statement(sql, std::iter::once(limit).chain(wanted));
        let read = |row| {
            let mut row = PositionalRow::new(row)?;
            let user = AnyUser {
                id: row.read::<Uuid>()?.into(),
                account_id: row.read::<Uuid>()?.into(),
                email: row.read()?,
                disabled: row.read()?,
            };
            let account = AccountSummary {
                name: row.read()?,
                created_at: row.read()?,
                last_sign_in_at: row.read()?,
                candidates: row.read()?,
                applications: row.read()?,
            };
            Ok((user, account))
        };
        Ok(self.db.query_all_raw(statement).await?.iter().map(read).collect::<Result<_, DbErr>>()?)
    }

    /// Changes the address and the hash of the password with which a user signs in. Ends the user's other sessions,
    /// unused authorization codes, and all links for a new password.
    pub async fn change_sign_in(&self, update: &SignInUpdate<'_>, now: DateTime<Utc>) -> Result<SignInChange> {
        let SignInUpdate { of, verified, email, new_email, new_hash, kept, link } = *update;
        // As sign-ups: one at a time for each address.
        let transaction = self.db.claim(format!("sign-up/{new_email}")).await?;
        let like = hash_like(&*transaction, new_email).await?;
        if like.is_some_and(|like| hash_parameters(&like) != hash_parameters(new_hash)) {
            return Ok(SignInChange::SaltMismatch);
        }
        if let Some(link) = link
            && !password_resets::use_up(&transaction, of.account_id, link, now).await?
        {
            return Ok(SignInChange::UserGone);
        }
        let of_user = sign_in::Entity::find()
            .filter(sign_in::Column::Email.eq(email))
            .filter(sign_in::Column::UserId.eq(of.user_id));
        let Some(old) = of_user.lock_exclusive().one(&*transaction).await? else { return Ok(SignInChange::UserGone) };
        if verified.is_some_and(|verified| !verified.has_seen(&old)) {
            return Ok(SignInChange::UserGone);
        }
        if (&*old.email, &*old.password_hash) != (new_email, new_hash) {
            let new = (new_email.to_owned(), new_hash.to_owned());
            if sign_in::Entity::find_by_id(new).one(&*transaction).await?.is_some() {
                return Ok(SignInChange::AddressInUse);
            }
            let disabled = old.disabled;
            sign_in::Entity::delete_by_id((old.email, old.password_hash)).exec(&*transaction).await?;
            let new = sign_in::Model {
                email: new_email.to_owned(),
                password_hash: new_hash.to_owned(),
                account_id: of.account_id,
                user_id: of.user_id,
                disabled,
            };
            insert(new).exec_without_returning(&*transaction).await?;
            user::Entity::update_many()
                .col_expr(user::Column::Email, Expr::value(new_email))
                .col_expr(user::Column::Version, Expr::col(user::Column::Version).add(1))
                .col_expr(user::Column::UpdatedAt, Expr::value(now))
                .filter(user::Column::AccountId.eq(of.account_id))
                .filter(user::Column::Id.eq(of.user_id))
                .exec(&*transaction)
                .await?;
        }
        authorization::forget_unused(&transaction, of.account_id, Some(of.user_id)).await?;
        let mut ended = session::Entity::delete_many()
            .filter(session::Column::AccountId.eq(of.account_id))
            .filter(session::Column::UserId.eq(of.user_id));
        if let Some(kept) = kept {
            ended = ended.filter(session::Column::Id.ne(kept));
        }
        ended.exec(&*transaction).await?;
        password_resets::end_all(&transaction, of.account_id, of.user_id, now).await?;
        transaction.commit().await?;
        Ok(SignInChange::Changed)
    }

    /// Disables or enables a user. Disabling deletes the user's sessions, unused authorization codes and links for a
    /// new password.
    pub async fn set_user_disabled(&self, of: SignIn, disabled: bool) -> Result<()> {
        let transaction = self.db.begin().await?;
        sign_in::Entity::update_many()
            .col_expr(sign_in::Column::Disabled, Expr::value(disabled))
            .filter(sign_in::Column::UserId.eq(of.user_id))
            .exec(&transaction)
            .await?;
        if disabled {
            authorization::forget_unused(&transaction, of.account_id, Some(of.user_id)).await?;
            session::Entity::delete_many()
                .filter(session::Column::AccountId.eq(of.account_id))
                .filter(session::Column::UserId.eq(of.user_id))
                .exec(&transaction)
                .await?;
            password_resets::forget_all(&transaction, of.account_id, of.user_id).await?;
        }
        transaction.commit().await
    }

    /// Ends all sessions of the users of an account, and deletes the authorization codes that were not used.
    pub async fn end_sessions(&self, account_id: AccountId) -> Result<()> {
        let transaction = self.db.begin().await?;
        authorization::forget_unused(&transaction, account_id, None).await?;
        session::Entity::delete_many().filter(session::Column::AccountId.eq(account_id)).exec(&transaction).await?;
        transaction.commit().await
    }
}
