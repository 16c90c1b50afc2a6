-- What benches/large/fill writes. Everything about a row follows from its number: application n has the candidate n / 4,
-- the contacts 2n and 2n + 1, the interview 2n and, every second application, 2n + 1, and so on. Ids look like UUIDv7;
-- what the service itself creates has later ones.

\set password_hash '$argon2id$v=19$m=19456,t=2,p=1$E3s9Kntji4AUuMr5CjQmCw$RBYShtMysxdFShND/xMKWFfo8PF0GVb5y4D1oO/OscU'

SELECT :accounts * :applications + :large AS total \gset

-- Foreign keys hold; checking each of millions of rows takes longer than writing them. Only superusers may skip it.
DO $$
BEGIN
  SET session_replication_role = replica;
EXCEPTION WHEN insufficient_privilege THEN
  NULL;
END $$;

CREATE FUNCTION pg_temp.made(kind int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
  $$SELECT ('0198' || lpad(to_hex(kind), 4, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid$$;
CREATE FUNCTION pg_temp.account(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$SELECT pg_temp.made(1, n)$$;
CREATE FUNCTION pg_temp.one_of(words text[], n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
  $$SELECT words[1 + n % cardinality(words)]$$;

-- Numbers that look as if they followed no order, so that words combine in all ways.
CREATE FUNCTION pg_temp.mixed(n bigint, salt int) RETURNS bigint LANGUAGE sql IMMUTABLE AS
  $$SELECT hashint8extended(n, salt) & 1073741823$$;

SELECT date_trunc('hour', now()) - interval '60 days' AS made_at \gset

INSERT INTO accounts (account_id, name, created_at)
SELECT pg_temp.account(a), 'Account ' || a, :'made_at'::timestamptz FROM generate_series(0, :accounts) AS a;

INSERT INTO users (account_id, id, version, created_at, updated_at, email)
SELECT pg_temp.account(a), pg_temp.made(2, a), 1, :'made_at', :'made_at',
       CASE a WHEN :accounts THEN 'large' ELSE 'user' || a END || '@large.example'
FROM generate_series(0, :accounts) AS a;

INSERT INTO sign_ins (email, password_hash, account_id, user_id)
SELECT email, :'password_hash', account_id, id FROM users WHERE email LIKE '%@large.example';

CREATE TEMPORARY VIEW numbered AS
SELECT n, pg_temp.account(least(n / greatest(:applications, 1), :accounts)) AS account_id,
       date_trunc('hour', now()) + interval '1 day' * (n % 38 - 30) + interval '1 hour' * (n % 5) AS interviewed_at
FROM generate_series(0, :total - 1) AS n;

INSERT INTO candidates (account_id, id, version, created_at, updated_at, remote_id, name, email, phone, strengths, goals)
SELECT account_id, pg_temp.made(3, n / 4), 1, :'made_at', :'made_at', 'person-' || n / 4,
       given || ' ' || family, lower(given || '.' || family) || n / 4 || '@mail.example',
       '+1 212 555 ' || lpad((n % 10000)::text, 4, '0'), '["ten years of building data pipelines"]', '[]'
FROM (
  SELECT *,
    pg_temp.one_of('{Ada,Grace,Barbara,Edsger,Tony,Radia,Leslie,Margaret,Ken,Frances,Niklaus,Amara,Chen,Divya,Elif,
      Farid,Giulia,Hiroshi,Ingrid,Jomo,Katya,Lucia,Mateo,Noor,Olga,Pedro,Quentin,Rosa,Sven,Tariq,Uma,Viktor,Wanjiru,
      Xavier,Yuki,Zofia}'::text[], pg_temp.mixed(n, 1)) AS given,
    pg_temp.one_of('{Okafor,Lindqvist,Moreau,Tanaka,Schneider,Novak,Iyer,Castillo,Walsh,Haddad,Kowalski,Nguyen,Silva,
      Petrov,Andersen,Rossi,Yilmaz,Mbeki,Suzuki,Fischer,Dubois,Garcia,Khan,Larsen,Murphy,Oliveira,Park,Ricci,Sato,
      Torres,Ueda,Varga,Weber,Young,Zhang}'::text[], pg_temp.mixed(n, 2)) AS family
  FROM numbered WHERE n % 4 = 0
) AS people;

INSERT INTO applications (account_id, id, version, created_at, updated_at, remote_id, candidate_id, company_name,
  company_sector, company_culture, position_title, position_seniority, applied_on, urgent, forbidden_channels, time_zone,
  holiday_calendar, closures, outcome_kind, outcome_at)
SELECT account_id, pg_temp.made(4, n), 1, :'made_at', :'made_at', 'ats-' || n, pg_temp.made(3, n / 4),
       pg_temp.one_of('{Acme,Umbrella,Initech,Globex,Hooli,Stark,Wayne,Tyrell,Cyberdyne,Soylent,Northwind,Contoso,
         Fabrikam,Vandelay,Wonka,Duff,Oceanic,Massive,Aperture,Weyland,Gringotts,Monarch,Pied,Prestige,Sirius,Virtucon,
         Zorg,Tessier,Blue,Cogswell,Spacely,Planet,Rekall,Omni,Nakatomi,Bluth,Dunder,Sterling,Krusty,Los}'::text[],
         pg_temp.mixed(n, 3)) || ' ' ||
       pg_temp.one_of('{Systems,Logistics,Health,Labs,Foods,Energy,Robotics,Media,Insurance,Airlines,Pharma,Textiles,
         Motors,Consulting,Partners,Studios,Bank,Networks,Steel,Toys,Shipping,Retail,Analytics,Security,Education}'::text[],
         pg_temp.mixed(n, 4)) || ' ' ||
       pg_temp.one_of('{Inc,GmbH,Ltd,AG,SA,LLC,plc,BV,AB,KK}'::text[], pg_temp.mixed(n, 5)),
       pg_temp.one_of('{other,startup,corporate,government,nonprofit}'::text[], n), 'neutral',
       pg_temp.one_of('{Senior,Junior,Lead,Principal,Associate,Staff}'::text[], pg_temp.mixed(n, 6)) || ' ' ||
       pg_temp.one_of('{Data,Platform,Product,Security,Network,Quality,Process,Sales,Field,Cloud}'::text[],
         pg_temp.mixed(n, 7)) || ' ' ||
       pg_temp.one_of('{Engineer,Engineer,Analyst,Manager,Nurse,Teacher,Controller}'::text[], pg_temp.mixed(n, 8)),
       'mid', (:'made_at'::timestamptz)::date, false, '[]',
       pg_temp.one_of('{America/New_York,Europe/Berlin,Europe/London,Asia/Tokyo}'::text[], n),
       pg_temp.one_of('{US-NY,DE-BE,GB-ENG,JP}'::text[], n), '[]',
       CASE n % 10 WHEN 0 THEN 'rejected' END, CASE n % 10 WHEN 0 THEN now() - interval '1 hour' END
FROM numbered;

INSERT INTO plan_horizons (account_id, application_id, facts_version, made_with)
SELECT account_id, pg_temp.made(4, n), 1, '' FROM numbered;

INSERT INTO contacts (account_id, id, version, created_at, updated_at, application_id, name, role, email,
  linkedin_connected)
SELECT account_id, pg_temp.made(5, 2 * n + i), 1, :'made_at', :'made_at', pg_temp.made(4, n),
       pg_temp.one_of('{Grace,Omar,Paula,Quinn,Ravi,Sofia,Tomas,Ulla}'::text[], pg_temp.mixed(2 * n + i, 9)) || ' ' ||
       pg_temp.one_of('{Abbott,Becker,Costa,Drake,Ellis,Frank,Green}'::text[], pg_temp.mixed(2 * n + i, 10)),
       pg_temp.one_of('{hiring_manager,recruiter}'::text[], i), 'contact' || 2 * n + i || '@employer.example', false
FROM numbered, generate_series(0, 1) AS i;

INSERT INTO interviews (account_id, id, version, created_at, updated_at, application_id, kind, medium, starts_at,
  ends_at, status, rapport, decision_expected_on, talking_points, points_to_clarify)
SELECT account_id, pg_temp.made(6, 2 * n + i), 1, :'made_at', :'made_at', pg_temp.made(4, n),
       pg_temp.one_of('{screening,technical,behavioral,panel,final,other}'::text[], n + i), 'video', starts_at,
       starts_at + interval '1 hour',
       CASE WHEN starts_at + interval '1 hour' < now() THEN 'completed' ELSE 'scheduled' END, 'unknown',
       CASE n % 2 WHEN 1 THEN (starts_at + interval '10 days')::date END,
       '["moving the nightly batch to a stream"]', '[]'
FROM numbered, generate_series(0, 1) AS i, LATERAL (SELECT interviewed_at + 3 * i * interval '1 day') AS at (starts_at)
WHERE i = 0 OR n % 2 = 0;

INSERT INTO interviewers (account_id, interview_id, contact_id, position)
SELECT account_id, pg_temp.made(6, 2 * n + i), pg_temp.made(5, 2 * n + leader), leader
FROM numbered, generate_series(0, 1) AS i, generate_series(0, 1) AS leader
WHERE (i = 0 OR n % 2 = 0) AND (leader = 0 OR n % 3 = 0);

-- Every second one wrote thanks after the first interview, and half of these have an answer.
INSERT INTO communications (account_id, id, version, created_at, updated_at, application_id, direction, channel, purpose,
  at, contact_id, automatic, needs_answer)
SELECT account_id, pg_temp.made(7, 2 * n + i), 1, :'made_at', :'made_at', pg_temp.made(4, n),
       pg_temp.one_of('{outbound,inbound}'::text[], i), 'email', pg_temp.one_of('{thank_you,other}'::text[], i),
       least(interviewed_at + interval '4 hours' + i * interval '1 day', now()), pg_temp.made(5, 2 * n), false, false
FROM numbered, generate_series(0, 1) AS i
WHERE interviewed_at < now() - interval '2 hours' AND n % 2 = 0 AND (i = 0 OR n % 4 = 0);

RESET session_replication_role;
VACUUM ANALYZE;
CHECKPOINT;
SELECT relname || ': ' || reltuples::bigint || ' rows, ' || pg_size_pretty(pg_total_relation_size(oid))
FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples > 0
ORDER BY pg_total_relation_size(oid) DESC;
