CREATE TABLE "booking_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"item_id" uuid,
	"service_id" uuid,
	"name" text NOT NULL,
	"unit_price" bigint NOT NULL,
	"quantity" integer NOT NULL,
	"minimum_order" integer DEFAULT 1 NOT NULL,
	"amount" bigint GENERATED ALWAYS AS (unit_price * quantity) STORED NOT NULL,
	"notes" text,
	"position" smallint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "booking_lines_company_id" UNIQUE("company_id","id"),
	CONSTRAINT "booking_lines_kind_known" CHECK (kind in ('menu', 'service')),
	CONSTRAINT "booking_lines_name_length" CHECK (length(btrim(name)) between 1 and 160),
	CONSTRAINT "booking_lines_quantity" CHECK (quantity >= 1 and quantity >= minimum_order and quantity <= 100000),
	CONSTRAINT "booking_lines_price" CHECK (unit_price between 0 and 100000000000),
	CONSTRAINT "booking_lines_one_thing" CHECK ((kind = 'menu' and item_id is not null and service_id is null) or (kind = 'service' and service_id is not null and item_id is null))
);
--> statement-breakpoint
CREATE TABLE "bookings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"reference" text DEFAULT '' NOT NULL,
	"customer_id" uuid NOT NULL,
	"event_name" text NOT NULL,
	"event_type" text NOT NULL,
	"service_style" text,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"venue" text NOT NULL,
	"venue_key" text GENERATED ALWAYS AS (lower(regexp_replace(btrim(venue), '\s+', ' ', 'g'))) STORED NOT NULL,
	"venue_address" text,
	"guests" integer NOT NULL,
	"guaranteed_guests" integer,
	"actual_guests" integer,
	"status" text DEFAULT 'enquiry' NOT NULL,
	"menu_total" bigint DEFAULT 0 NOT NULL,
	"service_total" bigint DEFAULT 0 NOT NULL,
	"subtotal" bigint GENERATED ALWAYS AS (menu_total + service_total) STORED NOT NULL,
	"discount_rate" integer DEFAULT 0 NOT NULL,
	"discount" bigint DEFAULT 0 NOT NULL,
	"tax_total" bigint DEFAULT 0 NOT NULL,
	"total" bigint GENERATED ALWAYS AS (menu_total + service_total - discount + tax_total) STORED NOT NULL,
	"deposit" bigint DEFAULT 0 NOT NULL,
	"paid" bigint DEFAULT 0 NOT NULL,
	"tax" jsonb,
	"special_requests" text,
	"dietary" text,
	"cancel_reason" text,
	"confirmed_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "bookings_company_id" UNIQUE("company_id","id"),
	CONSTRAINT "bookings_reference" UNIQUE("company_id","reference"),
	CONSTRAINT "bookings_status_known" CHECK (status in ('enquiry', 'quoted', 'confirmed', 'in_progress', 'completed', 'cancelled')),
	CONSTRAINT "bookings_event_type_known" CHECK (event_type in ('wedding', 'engagement', 'birthday', 'corporate', 'conference', 'funeral', 'outdooring', 'graduation', 'church', 'private_dinner', 'other')),
	CONSTRAINT "bookings_service_style_known" CHECK (service_style in ('buffet', 'plated', 'family_style', 'stations', 'cocktail', 'drop_off', 'pick_up', 'full_service')),
	CONSTRAINT "bookings_event_name_length" CHECK (length(btrim(event_name)) between 1 and 160),
	CONSTRAINT "bookings_venue_length" CHECK (length(btrim(venue)) between 1 and 160),
	CONSTRAINT "bookings_guests" CHECK (guests between 1 and 1000),
	CONSTRAINT "bookings_duration" CHECK (ends_at > starts_at and ends_at <= starts_at + interval '24 hours'),
	CONSTRAINT "bookings_money" CHECK (menu_total >= 0 and service_total >= 0 and tax_total >= 0 and deposit >= 0),
	CONSTRAINT "bookings_discount" CHECK (discount between 0 and menu_total + service_total),
	CONSTRAINT "bookings_discount_rate" CHECK (discount_rate between 0 and 10000),
	CONSTRAINT "bookings_deposit" CHECK (deposit <= menu_total + service_total - discount + tax_total),
	CONSTRAINT "bookings_paid" CHECK (paid between 0 and menu_total + service_total - discount + tax_total),
	CONSTRAINT "bookings_completed_at" CHECK ((status = 'completed') = (completed_at is not null)),
	CONSTRAINT "bookings_cancelled_at" CHECK ((status = 'cancelled') = (cancelled_at is not null))
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"amount" bigint NOT NULL,
	"method" text NOT NULL,
	"status" text DEFAULT 'received' NOT NULL,
	"reference" text,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payments_method_known" CHECK (method in ('mobile_money', 'card', 'cash', 'bank_transfer')),
	CONSTRAINT "payments_status_known" CHECK (status in ('pending', 'received', 'failed', 'refunded')),
	CONSTRAINT "payments_amount" CHECK (amount > 0)
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"title" text NOT NULL,
	"detail" text,
	"href" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"cleared_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "case_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"note" text,
	"amount" bigint,
	"data" jsonb,
	"user_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "case_events_kind_known" CHECK (kind in ('opened', 'assigned', 'acknowledged', 'escalated', 'note', 'remedy_proposed', 'remedy_approved', 'remedy_refused', 'resolved', 'closed', 'reopened', 'reasked')),
	CONSTRAINT "case_events_amount" CHECK (amount >= 0)
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"reference" text DEFAULT '' NOT NULL,
	"booking_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"feedback_id" uuid,
	"state" text DEFAULT 'open' NOT NULL,
	"reason" text NOT NULL,
	"summary" text NOT NULL,
	"owner_id" uuid,
	"acknowledge_by" timestamp (3) with time zone NOT NULL,
	"resolve_by" timestamp (3) with time zone NOT NULL,
	"acknowledged_at" timestamp (3) with time zone,
	"resolved_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"escalations" smallint DEFAULT 0 NOT NULL,
	"escalated_at" timestamp (3) with time zone,
	"resolution" text,
	"reasked_at" timestamp (3) with time zone,
	"recovered_rating" smallint,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "cases_company_id" UNIQUE("company_id","id"),
	CONSTRAINT "cases_reference" UNIQUE("company_id","reference"),
	CONSTRAINT "cases_state_known" CHECK (state in ('open', 'acknowledged', 'resolved', 'closed')),
	CONSTRAINT "cases_reason_known" CHECK (reason in ('low_rating', 'low_aspect', 'not_recommended', 'safety', 'needs_human', 'manual')),
	CONSTRAINT "cases_recovered_rating" CHECK (recovered_rating between 1 and 5),
	CONSTRAINT "cases_acknowledged" CHECK (state = 'open' or acknowledged_at is not null),
	CONSTRAINT "cases_resolved" CHECK (state not in ('resolved', 'closed') or resolved_at is not null),
	CONSTRAINT "cases_closed" CHECK ((state = 'closed') = (closed_at is not null))
);
--> statement-breakpoint
CREATE TABLE "vouchers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"code" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"case_id" uuid,
	"rate" integer NOT NULL,
	"state" text DEFAULT 'issued' NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"redeemed_booking_id" uuid,
	"redeemed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "vouchers_code" UNIQUE("company_id","code"),
	CONSTRAINT "vouchers_state_known" CHECK (state in ('issued', 'redeemed', 'expired', 'void')),
	CONSTRAINT "vouchers_rate" CHECK (rate between 1 and 10000),
	CONSTRAINT "vouchers_redeemed" CHECK ((state = 'redeemed') = (redeemed_at is not null and redeemed_booking_id is not null))
);
--> statement-breakpoint
CREATE TABLE "companies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"country" text DEFAULT 'GH' NOT NULL,
	"currency" text DEFAULT 'GHS' NOT NULL,
	"time_zone" text DEFAULT 'Africa/Accra' NOT NULL,
	"locale" text DEFAULT 'en-GH' NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"phone" text,
	"email" text,
	"address" text,
	"reference_prefix" text DEFAULT 'BK' NOT NULL,
	"deposit_rate" integer DEFAULT 5000 NOT NULL,
	"feedback_delay" integer DEFAULT 0 NOT NULL,
	"reminder_after" integer DEFAULT 24 NOT NULL,
	"recovery_below" smallint DEFAULT 4 NOT NULL,
	"case_clock" integer DEFAULT 240 NOT NULL,
	"quiet_from" smallint DEFAULT 1260 NOT NULL,
	"quiet_until" smallint DEFAULT 480 NOT NULL,
	"contact_cap" smallint DEFAULT 6 NOT NULL,
	"thank_you_discount" integer DEFAULT 1000 NOT NULL,
	"remedy_limit" bigint DEFAULT 50000 NOT NULL,
	"minimum_guests" integer DEFAULT 1 NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "companies_slug_unique" UNIQUE("slug"),
	CONSTRAINT "companies_name_length" CHECK (length(btrim(name)) between 1 and 120),
	CONSTRAINT "companies_currency_code" CHECK (currency ~ '^[A-Z]{3}$'),
	CONSTRAINT "companies_slug_form" CHECK (slug ~ '^[a-z0-9][a-z0-9-]{1,60}$'),
	CONSTRAINT "companies_deposit_rate" CHECK (deposit_rate between 0 and 10000),
	CONSTRAINT "companies_feedback_delay" CHECK (feedback_delay between 0 and 20160),
	CONSTRAINT "companies_reminder_after" CHECK (reminder_after between 1 and 336),
	CONSTRAINT "companies_recovery_below" CHECK (recovery_below between 2 and 5),
	CONSTRAINT "companies_case_clock" CHECK (case_clock between 5 and 20160),
	CONSTRAINT "companies_quiet_hours" CHECK (quiet_from between 0 and 1439 and quiet_until between 0 and 1439),
	CONSTRAINT "companies_contact_cap" CHECK (contact_cap between 1 and 50),
	CONSTRAINT "companies_discount" CHECK (thank_you_discount between 0 and 10000)
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"company_id" uuid NOT NULL,
	"name" text NOT NULL,
	"value" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "counters_company_id_name_pk" PRIMARY KEY("company_id","name"),
	CONSTRAINT "counters_value" CHECK (value >= 0)
);
--> statement-breakpoint
CREATE TABLE "tax_components" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"profile_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"rate" integer NOT NULL,
	"compound" boolean DEFAULT false NOT NULL,
	CONSTRAINT "tax_components_position" UNIQUE("profile_id","position"),
	CONSTRAINT "tax_components_code_length" CHECK (length(btrim(code)) between 1 and 20),
	CONSTRAINT "tax_components_rate" CHECK (rate between 0 and 10000)
);
--> statement-breakpoint
CREATE TABLE "tax_profiles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"name" text NOT NULL,
	"valid_from" date NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tax_profiles_company_id" UNIQUE("company_id","id"),
	CONSTRAINT "tax_profiles_valid_from" UNIQUE("company_id","valid_from"),
	CONSTRAINT "tax_profiles_name_length" CHECK (length(btrim(name)) between 1 and 80)
);
--> statement-breakpoint
CREATE TABLE "feedback" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"rating" smallint,
	"food" smallint,
	"service" smallint,
	"presentation" smallint,
	"timeliness" smallint,
	"would_recommend" boolean,
	"sentiment" smallint,
	"needs_human" boolean DEFAULT false NOT NULL,
	"language" text,
	"comments" text,
	"source" text NOT NULL,
	"corrected_at" timestamp (3) with time zone,
	"corrected_by" uuid,
	"given_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "feedback_company_id" UNIQUE("company_id","id"),
	CONSTRAINT "feedback_booking" UNIQUE("company_id","booking_id"),
	CONSTRAINT "feedback_rating" CHECK (rating between 1 and 5),
	CONSTRAINT "feedback_food" CHECK (food between 1 and 5),
	CONSTRAINT "feedback_service" CHECK (service between 1 and 5),
	CONSTRAINT "feedback_presentation" CHECK (presentation between 1 and 5),
	CONSTRAINT "feedback_timeliness" CHECK (timeliness between 1 and 5),
	CONSTRAINT "feedback_sentiment" CHECK (sentiment between -1 and 1),
	CONSTRAINT "feedback_comments_length" CHECK (length(comments) <= 65536),
	CONSTRAINT "feedback_source_known" CHECK (source in ('whatsapp', 'sms', 'portal', 'web', 'phone', 'email', 'in_person'))
);
--> statement-breakpoint
CREATE TABLE "feedback_dishes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"feedback_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"liked" boolean NOT NULL,
	"comment" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "feedback_dishes_once" UNIQUE("company_id","feedback_id","line_id")
);
--> statement-breakpoint
CREATE TABLE "feedback_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"state" text DEFAULT 'due' NOT NULL,
	"stage" text DEFAULT 'rating' NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"message_id" uuid,
	"asked_at" timestamp (3) with time zone,
	"reminded_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"reason" text,
	"link_hash" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "feedback_requests_link_hash_unique" UNIQUE("link_hash"),
	CONSTRAINT "feedback_requests_company_id" UNIQUE("company_id","id"),
	CONSTRAINT "feedback_requests_booking" UNIQUE("company_id","booking_id"),
	CONSTRAINT "feedback_requests_state_known" CHECK (state in ('due', 'asked', 'reminded', 'answering', 'answered', 'expired', 'suppressed', 'failed', 'cancelled')),
	CONSTRAINT "feedback_requests_stage_known" CHECK (stage in ('rating', 'food', 'service', 'presentation', 'timeliness', 'recommend', 'dishes', 'dislikes', 'comment', 'done'))
);
--> statement-breakpoint
CREATE TABLE "categories" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"name" text NOT NULL,
	"position" smallint DEFAULT 10 NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"image" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "categories_company_id" UNIQUE("company_id","id"),
	CONSTRAINT "categories_name" UNIQUE("company_id","name"),
	CONSTRAINT "categories_name_length" CHECK (length(btrim(name)) between 1 and 80)
);
--> statement-breakpoint
CREATE TABLE "exchange_rates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"rate" numeric(18, 8) NOT NULL,
	"valid_from" date NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "exchange_rates_day" UNIQUE("company_id","currency","valid_from"),
	CONSTRAINT "exchange_rates_rate" CHECK (rate > 0),
	CONSTRAINT "exchange_rates_currency" CHECK (currency ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"category_id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"price" bigint NOT NULL,
	"minimum_order" integer DEFAULT 10 NOT NULL,
	"preparation_minutes" integer DEFAULT 60 NOT NULL,
	"vegetarian" boolean DEFAULT false NOT NULL,
	"spicy" boolean DEFAULT false NOT NULL,
	"allergens" text[],
	"image" text,
	"active" boolean DEFAULT true NOT NULL,
	"available_from" date,
	"available_to" date,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "items_company_id" UNIQUE("company_id","id"),
	CONSTRAINT "items_name" UNIQUE("company_id","name"),
	CONSTRAINT "items_name_length" CHECK (length(btrim(name)) between 1 and 120),
	CONSTRAINT "items_price" CHECK (price > 0),
	CONSTRAINT "items_minimum_order" CHECK (minimum_order >= 1),
	CONSTRAINT "items_preparation" CHECK (preparation_minutes between 0 and 20160),
	CONSTRAINT "items_availability" CHECK (available_from <= available_to)
);
--> statement-breakpoint
CREATE TABLE "package_parts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"package_id" uuid NOT NULL,
	"item_id" uuid,
	"service_id" uuid,
	"quantity" integer DEFAULT 1 NOT NULL,
	"per_guest" boolean DEFAULT true NOT NULL,
	CONSTRAINT "package_parts_one_thing" CHECK (num_nonnulls(item_id, service_id) = 1),
	CONSTRAINT "package_parts_quantity" CHECK (quantity >= 1)
);
--> statement-breakpoint
CREATE TABLE "packages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"event_type" text,
	"tier" text DEFAULT 'standard' NOT NULL,
	"pricing" text DEFAULT 'per_person' NOT NULL,
	"price" bigint NOT NULL,
	"minimum_guests" integer DEFAULT 1 NOT NULL,
	"maximum_guests" integer DEFAULT 1000 NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "packages_company_id" UNIQUE("company_id","id"),
	CONSTRAINT "packages_name" UNIQUE("company_id","name"),
	CONSTRAINT "packages_name_length" CHECK (length(btrim(name)) between 1 and 120),
	CONSTRAINT "packages_price" CHECK (price >= 0),
	CONSTRAINT "packages_guests" CHECK (minimum_guests between 1 and maximum_guests),
	CONSTRAINT "packages_tier_known" CHECK (tier in ('basic', 'standard', 'premium', 'custom')),
	CONSTRAINT "packages_pricing_known" CHECK (pricing in ('per_person', 'fixed', 'custom'))
);
--> statement-breakpoint
CREATE TABLE "services" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text DEFAULT 'other' NOT NULL,
	"description" text,
	"price" bigint NOT NULL,
	"duration_minutes" integer DEFAULT 60 NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "services_company_id" UNIQUE("company_id","id"),
	CONSTRAINT "services_name" UNIQUE("company_id","name"),
	CONSTRAINT "services_name_length" CHECK (length(btrim(name)) between 1 and 120),
	CONSTRAINT "services_price" CHECK (price > 0),
	CONSTRAINT "services_duration" CHECK (duration_minutes between 0 and 20160),
	CONSTRAINT "services_kind_known" CHECK (kind in ('equipment', 'staff', 'decoration', 'transport', 'cleanup', 'other'))
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"state" text NOT NULL,
	"source" text NOT NULL,
	"text_version" text NOT NULL,
	"reason" text,
	"message_sid" text,
	"user_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consents_channel_known" CHECK (channel in ('whatsapp', 'email', 'sms')),
	CONSTRAINT "consents_state_known" CHECK (state in ('granted', 'withdrawn')),
	CONSTRAINT "consents_source_known" CHECK (source in ('booking_form', 'portal', 'staff', 'whatsapp', 'provider', 'import'))
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"name" text NOT NULL,
	"phone" text,
	"whatsapp_id" text,
	"email" text,
	"address" text,
	"language" text DEFAULT 'en' NOT NULL,
	"time_zone" text,
	"cuisine" text,
	"notes" text,
	"anonymised_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "customers_company_id" UNIQUE("company_id","id"),
	CONSTRAINT "customers_phone" UNIQUE("company_id","phone"),
	CONSTRAINT "customers_whatsapp_id" UNIQUE("company_id","whatsapp_id"),
	CONSTRAINT "customers_name_length" CHECK (length(btrim(name)) between 1 and 120),
	CONSTRAINT "customers_phone_form" CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
	CONSTRAINT "customers_language_known" CHECK (language in ('en', 'fr', 'tw')),
	CONSTRAINT "customers_cuisine_known" CHECK (cuisine in ('ghanaian', 'continental', 'chinese', 'indian', 'mixed'))
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"company_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"customer_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_company_id_user_id_pk" PRIMARY KEY("company_id","user_id"),
	CONSTRAINT "memberships_role_known" CHECK (role in ('manager', 'staff', 'client')),
	CONSTRAINT "memberships_client_has_customer" CHECK ((role = 'client') = (customer_id is not null))
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"resets_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"epoch" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"epoch" integer DEFAULT 1 NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_email_form" CHECK (email = lower(email) and email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 254),
	CONSTRAINT "users_name_length" CHECK (length(btrim(name)) between 1 and 120)
);
--> statement-breakpoint
CREATE TABLE "runner_crons" (
	"function_id" text NOT NULL,
	"expression" text NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	CONSTRAINT "runner_crons_function_id_expression_pk" PRIMARY KEY("function_id","expression")
);
--> statement-breakpoint
CREATE TABLE "runner_events" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "runner_events_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"id" text DEFAULT gen_random_uuid()::text NOT NULL,
	"name" text NOT NULL,
	"data" json DEFAULT '{}'::json NOT NULL,
	"ts" bigint DEFAULT (extract(epoch from now()) * 1000)::bigint NOT NULL,
	"v" text,
	"send_key" text,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"matched_at" timestamp with time zone,
	CONSTRAINT "runner_events_send_key_unique" UNIQUE("send_key"),
	CONSTRAINT "runner_events_name_length" CHECK (length("runner_events"."name") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "runner_instances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"heartbeat_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "runner_jobs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "runner_jobs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"run_id" uuid NOT NULL,
	"function_id" text NOT NULL,
	"step" text DEFAULT 'step' NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"max_attempts" integer NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"slot1" text,
	"slot2" text,
	"lock_token" uuid,
	"locked_by" uuid,
	"parked_at" timestamp with time zone,
	"parked_error" text,
	CONSTRAINT "runner_jobs_lock" CHECK ((lock_token is null) = (locked_by is null)),
	CONSTRAINT "runner_jobs_attempt" CHECK (attempt >= 0 and max_attempts >= 1)
);
--> statement-breakpoint
CREATE TABLE "runner_keys" (
	"function_id" text NOT NULL,
	"key" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "runner_keys_function_id_key_pk" PRIMARY KEY("function_id","key")
);
--> statement-breakpoint
CREATE TABLE "runner_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"function_id" text NOT NULL,
	"status" text DEFAULT 'running' NOT NULL,
	"event" json NOT NULL,
	"invoked" boolean DEFAULT false NOT NULL,
	"max_attempts" integer NOT NULL,
	"slot1" text,
	"slot2" text,
	"output" json,
	"error" json,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "runner_runs_status_known" CHECK (status in ('running', 'completed', 'failed', 'cancelled')),
	CONSTRAINT "runner_runs_end" CHECK ((status = 'running') = (ended_at is null))
);
--> statement-breakpoint
CREATE TABLE "runner_steps" (
	"run_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"name" text NOT NULL,
	"op" text NOT NULL,
	"race" boolean DEFAULT false NOT NULL,
	"position" integer,
	"result" json,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "runner_steps_run_id_hash_pk" PRIMARY KEY("run_id","hash"),
	CONSTRAINT "runner_steps_done" CHECK ((position is null) = (result is null))
);
--> statement-breakpoint
CREATE TABLE "runner_throttles" (
	"key" text PRIMARY KEY NOT NULL,
	"arrival_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "runner_waits" (
	"run_id" uuid NOT NULL,
	"step" text NOT NULL,
	"kind" text NOT NULL,
	"event_name" text,
	"match_key" text DEFAULT '' NOT NULL,
	"expression" text,
	"expires_at" timestamp with time zone,
	CONSTRAINT "runner_waits_run_id_step_pk" PRIMARY KEY("run_id","step"),
	CONSTRAINT "runner_waits_kind_known" CHECK (kind in ('sleep', 'event', 'invoke', 'cancel')),
	CONSTRAINT "runner_waits_kind_event" CHECK ((kind = 'sleep') = (event_name is null))
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"customer_id" uuid,
	"address" text NOT NULL,
	"profile_name" text,
	"last_inbound_at" timestamp (3) with time zone,
	"last_message_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"unread" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversations_company_id" UNIQUE("company_id","id"),
	CONSTRAINT "conversations_address" UNIQUE("company_id","address"),
	CONSTRAINT "conversations_address_form" CHECK (length(address) between 3 and 200)
);
--> statement-breakpoint
CREATE TABLE "message_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "message_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"company_id" uuid NOT NULL,
	"sid" text NOT NULL,
	"message_id" uuid,
	"status" text NOT NULL,
	"error_code" integer,
	"raw" jsonb NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"applied_at" timestamp (3) with time zone,
	CONSTRAINT "message_events_status_length" CHECK (length(status) between 1 and 40)
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"customer_id" uuid,
	"booking_id" uuid,
	"sender_id" uuid,
	"template_id" uuid,
	"direction" text NOT NULL,
	"channel" text DEFAULT 'whatsapp' NOT NULL,
	"kind" text NOT NULL,
	"once_key" text,
	"body" text DEFAULT '' NOT NULL,
	"content_sid" text,
	"content_variables" jsonb,
	"buttons" jsonb,
	"form" text DEFAULT 'text' NOT NULL,
	"asked" boolean DEFAULT false NOT NULL,
	"status" text NOT NULL,
	"sid" text,
	"error_code" integer,
	"error_text" text,
	"not_sent_reason" text,
	"held_reason" text,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"retries" smallint DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone,
	"claimed_at" timestamp (3) with time zone,
	"button_payload" text,
	"button_text" text,
	"replied_to_sid" text,
	"media" jsonb,
	"raw" jsonb,
	"reading" jsonb,
	"user_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"read_at" timestamp (3) with time zone,
	"failed_at" timestamp (3) with time zone,
	"handled_at" timestamp (3) with time zone,
	CONSTRAINT "messages_sid_unique" UNIQUE("sid"),
	CONSTRAINT "messages_company_id" UNIQUE("company_id","id"),
	CONSTRAINT "messages_once" UNIQUE("company_id","once_key"),
	CONSTRAINT "messages_direction_known" CHECK (direction in ('inbound', 'outbound')),
	CONSTRAINT "messages_channel_known" CHECK (channel in ('whatsapp', 'sms', 'email')),
	CONSTRAINT "messages_kind_known" CHECK (kind in ('booking_confirmation', 'event_reminder', 'final_count', 'feedback_request', 'feedback_reminder', 'thank_you', 'recovery', 'recovery_reask', 'opt_in_confirmation', 'opt_out_confirmation', 'feedback_question', 'staff_reply', 'inbound', 'template_test')),
	CONSTRAINT "messages_status_known" CHECK (status in ('waiting', 'sending', 'unknown', 'not_sent', 'queued', 'sent', 'delivered', 'read', 'undelivered', 'failed', 'received')),
	CONSTRAINT "messages_form_known" CHECK (form in ('template', 'text', 'either')),
	CONSTRAINT "messages_body_length" CHECK (length(body) <= 65536),
	CONSTRAINT "messages_not_sent_has_reason" CHECK ((status = 'not_sent') = (not_sent_reason is not null)),
	CONSTRAINT "messages_inbound_received" CHECK ((direction = 'inbound') = (status = 'received'))
);
--> statement-breakpoint
CREATE TABLE "senders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"name" text NOT NULL,
	"account_sid" text,
	"auth_token_sealed" text,
	"address" text,
	"messaging_service_sid" text,
	"sms_address" text,
	"active" boolean DEFAULT true NOT NULL,
	"paused_at" timestamp (3) with time zone,
	"paused_reason" text,
	"paused_until" timestamp (3) with time zone,
	"rate" smallint DEFAULT 80 NOT NULL,
	"tested_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "senders_company_id" UNIQUE("company_id","id"),
	CONSTRAINT "senders_address" UNIQUE("address"),
	CONSTRAINT "senders_service" UNIQUE("messaging_service_sid"),
	CONSTRAINT "senders_has_origin" CHECK (num_nonnulls(address, messaging_service_sid) >= 1),
	CONSTRAINT "senders_address_form" CHECK (address ~ '^whatsapp:\+[1-9][0-9]{6,14}$'),
	CONSTRAINT "senders_sms_address_form" CHECK (sms_address ~ '^\+[1-9][0-9]{6,14}$' or (sms_address ~ '^[A-Za-z0-9 ]{3,11}$' and sms_address ~ '[A-Za-z]')),
	CONSTRAINT "senders_rate" CHECK (rate between 1 and 500),
	CONSTRAINT "senders_name_length" CHECK (length(btrim(name)) between 1 and 80)
);
--> statement-breakpoint
CREATE TABLE "session_contents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"account_sid" text NOT NULL,
	"digest" text NOT NULL,
	"content_sid" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_contents_digest" UNIQUE("company_id","account_sid","digest")
);
--> statement-breakpoint
CREATE TABLE "templates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"language" text NOT NULL,
	"name" text NOT NULL,
	"body" text NOT NULL,
	"variables" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"samples" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"buttons" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"category" text DEFAULT 'utility' NOT NULL,
	"granted_category" text,
	"content_sid" text,
	"approval" text DEFAULT 'unsubmitted' NOT NULL,
	"rejection_reason" text,
	"checked_at" timestamp (3) with time zone,
	"active" boolean DEFAULT true NOT NULL,
	"retired_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "templates_company_id" UNIQUE("company_id","id"),
	CONSTRAINT "templates_retired" CHECK (not (active and retired_at is not null)),
	CONSTRAINT "templates_content_sid" CHECK (content_sid ~ '^HX[0-9a-f]{32}$'),
	CONSTRAINT "templates_body_length" CHECK (length(btrim(body)) between 1 and 1024),
	CONSTRAINT "templates_purpose_known" CHECK (purpose in ('booking_confirmation', 'event_reminder', 'final_count', 'feedback_request', 'feedback_reminder', 'thank_you', 'recovery', 'recovery_reask', 'opt_in_confirmation', 'opt_out_confirmation')),
	CONSTRAINT "templates_language_known" CHECK (language in ('en', 'fr', 'tw')),
	CONSTRAINT "templates_category_known" CHECK (category in ('utility', 'marketing', 'authentication')),
	CONSTRAINT "templates_granted_category_known" CHECK (granted_category in ('utility', 'marketing', 'authentication')),
	CONSTRAINT "templates_approval_known" CHECK (approval in ('unsubmitted', 'received', 'pending', 'approved', 'rejected', 'paused', 'disabled'))
);
--> statement-breakpoint
ALTER TABLE "booking_lines" ADD CONSTRAINT "booking_lines_company_id_booking_id_bookings_company_id_id_fk" FOREIGN KEY ("company_id","booking_id") REFERENCES "public"."bookings"("company_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booking_lines" ADD CONSTRAINT "booking_lines_company_id_item_id_items_company_id_id_fk" FOREIGN KEY ("company_id","item_id") REFERENCES "public"."items"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booking_lines" ADD CONSTRAINT "booking_lines_company_id_service_id_services_company_id_id_fk" FOREIGN KEY ("company_id","service_id") REFERENCES "public"."services"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_company_id_customer_id_customers_company_id_id_fk" FOREIGN KEY ("company_id","customer_id") REFERENCES "public"."customers"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_company_id_booking_id_bookings_company_id_id_fk" FOREIGN KEY ("company_id","booking_id") REFERENCES "public"."bookings"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_events" ADD CONSTRAINT "case_events_company_id_case_id_cases_company_id_id_fk" FOREIGN KEY ("company_id","case_id") REFERENCES "public"."cases"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_company_id_booking_id_bookings_company_id_id_fk" FOREIGN KEY ("company_id","booking_id") REFERENCES "public"."bookings"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_company_id_customer_id_customers_company_id_id_fk" FOREIGN KEY ("company_id","customer_id") REFERENCES "public"."customers"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_company_id_feedback_id_feedback_company_id_id_fk" FOREIGN KEY ("company_id","feedback_id") REFERENCES "public"."feedback"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vouchers" ADD CONSTRAINT "vouchers_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vouchers" ADD CONSTRAINT "vouchers_company_id_customer_id_customers_company_id_id_fk" FOREIGN KEY ("company_id","customer_id") REFERENCES "public"."customers"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vouchers" ADD CONSTRAINT "vouchers_company_id_booking_id_bookings_company_id_id_fk" FOREIGN KEY ("company_id","booking_id") REFERENCES "public"."bookings"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vouchers" ADD CONSTRAINT "vouchers_company_id_case_id_cases_company_id_id_fk" FOREIGN KEY ("company_id","case_id") REFERENCES "public"."cases"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vouchers" ADD CONSTRAINT "vouchers_company_id_redeemed_booking_id_bookings_company_id_id_fk" FOREIGN KEY ("company_id","redeemed_booking_id") REFERENCES "public"."bookings"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counters" ADD CONSTRAINT "counters_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_components" ADD CONSTRAINT "tax_components_company_id_profile_id_tax_profiles_company_id_id_fk" FOREIGN KEY ("company_id","profile_id") REFERENCES "public"."tax_profiles"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_profiles" ADD CONSTRAINT "tax_profiles_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_company_id_booking_id_bookings_company_id_id_fk" FOREIGN KEY ("company_id","booking_id") REFERENCES "public"."bookings"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_company_id_customer_id_customers_company_id_id_fk" FOREIGN KEY ("company_id","customer_id") REFERENCES "public"."customers"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_dishes" ADD CONSTRAINT "feedback_dishes_company_id_feedback_id_feedback_company_id_id_fk" FOREIGN KEY ("company_id","feedback_id") REFERENCES "public"."feedback"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_dishes" ADD CONSTRAINT "feedback_dishes_company_id_line_id_booking_lines_company_id_id_fk" FOREIGN KEY ("company_id","line_id") REFERENCES "public"."booking_lines"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_requests" ADD CONSTRAINT "feedback_requests_company_id_booking_id_bookings_company_id_id_fk" FOREIGN KEY ("company_id","booking_id") REFERENCES "public"."bookings"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_requests" ADD CONSTRAINT "feedback_requests_company_id_customer_id_customers_company_id_id_fk" FOREIGN KEY ("company_id","customer_id") REFERENCES "public"."customers"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_requests" ADD CONSTRAINT "feedback_requests_company_id_message_id_messages_company_id_id_fk" FOREIGN KEY ("company_id","message_id") REFERENCES "public"."messages"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "categories" ADD CONSTRAINT "categories_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exchange_rates" ADD CONSTRAINT "exchange_rates_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_company_id_category_id_categories_company_id_id_fk" FOREIGN KEY ("company_id","category_id") REFERENCES "public"."categories"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_parts" ADD CONSTRAINT "package_parts_company_id_package_id_packages_company_id_id_fk" FOREIGN KEY ("company_id","package_id") REFERENCES "public"."packages"("company_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_parts" ADD CONSTRAINT "package_parts_company_id_item_id_items_company_id_id_fk" FOREIGN KEY ("company_id","item_id") REFERENCES "public"."items"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_parts" ADD CONSTRAINT "package_parts_company_id_service_id_services_company_id_id_fk" FOREIGN KEY ("company_id","service_id") REFERENCES "public"."services"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_company_id_customer_id_customers_company_id_id_fk" FOREIGN KEY ("company_id","customer_id") REFERENCES "public"."customers"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_company_id_customer_id_customers_company_id_id_fk" FOREIGN KEY ("company_id","customer_id") REFERENCES "public"."customers"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runner_jobs" ADD CONSTRAINT "runner_jobs_run_id_runner_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runner_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runner_steps" ADD CONSTRAINT "runner_steps_run_id_runner_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runner_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runner_waits" ADD CONSTRAINT "runner_waits_run_id_runner_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runner_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_company_id_customer_id_customers_company_id_id_fk" FOREIGN KEY ("company_id","customer_id") REFERENCES "public"."customers"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_events" ADD CONSTRAINT "message_events_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_company_id_conversation_id_conversations_company_id_id_fk" FOREIGN KEY ("company_id","conversation_id") REFERENCES "public"."conversations"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_company_id_customer_id_customers_company_id_id_fk" FOREIGN KEY ("company_id","customer_id") REFERENCES "public"."customers"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_company_id_booking_id_bookings_company_id_id_fk" FOREIGN KEY ("company_id","booking_id") REFERENCES "public"."bookings"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_company_id_sender_id_senders_company_id_id_fk" FOREIGN KEY ("company_id","sender_id") REFERENCES "public"."senders"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_company_id_template_id_templates_company_id_id_fk" FOREIGN KEY ("company_id","template_id") REFERENCES "public"."templates"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "senders" ADD CONSTRAINT "senders_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_contents" ADD CONSTRAINT "session_contents_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "booking_lines_booking" ON "booking_lines" USING btree ("company_id","booking_id");--> statement-breakpoint
CREATE INDEX "bookings_start" ON "bookings" USING btree ("company_id","starts_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "bookings_status_start" ON "bookings" USING btree ("company_id","status","starts_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "bookings_customer_status" ON "bookings" USING btree ("company_id","customer_id","status");--> statement-breakpoint
CREATE INDEX "payments_booking" ON "payments" USING btree ("company_id","booking_id");--> statement-breakpoint
CREATE INDEX "payments_received" ON "payments" USING btree ("company_id","received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_open" ON "alerts" USING btree ("company_id","key") WHERE cleared_at is null;--> statement-breakpoint
CREATE INDEX "alerts_newest" ON "alerts" USING btree ("company_id","created_at");--> statement-breakpoint
CREATE INDEX "case_events_case" ON "case_events" USING btree ("company_id","case_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_one_open" ON "cases" USING btree ("company_id","booking_id") WHERE state <> 'closed';--> statement-breakpoint
CREATE INDEX "cases_board" ON "cases" USING btree ("company_id","state","resolve_by");--> statement-breakpoint
CREATE UNIQUE INDEX "vouchers_one_thank_you" ON "vouchers" USING btree ("company_id","booking_id") WHERE case_id is null;--> statement-breakpoint
CREATE INDEX "tax_components_company" ON "tax_components" USING btree ("company_id","profile_id");--> statement-breakpoint
CREATE INDEX "feedback_given" ON "feedback" USING btree ("company_id","given_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "feedback_requests_open" ON "feedback_requests" USING btree ("company_id","state","due_at");--> statement-breakpoint
CREATE INDEX "feedback_requests_customer" ON "feedback_requests" USING btree ("company_id","customer_id");--> statement-breakpoint
CREATE INDEX "items_category" ON "items" USING btree ("company_id","category_id");--> statement-breakpoint
CREATE INDEX "package_parts_package" ON "package_parts" USING btree ("company_id","package_id");--> statement-breakpoint
CREATE INDEX "consents_newest" ON "consents" USING btree ("company_id","customer_id","channel","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "customers_name" ON "customers" USING btree ("company_id","name");--> statement-breakpoint
CREATE INDEX "memberships_user" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "runner_events_unmatched" ON "runner_events" USING btree ("seq") WHERE matched_at is null;--> statement-breakpoint
CREATE INDEX "runner_events_matched" ON "runner_events" USING btree ("matched_at") WHERE matched_at is not null;--> statement-breakpoint
CREATE INDEX "runner_jobs_run_step" ON "runner_jobs" USING btree ("run_id","step");--> statement-breakpoint
CREATE INDEX "runner_jobs_due" ON "runner_jobs" USING btree ("due_at","id") WHERE lock_token is null and parked_at is null;--> statement-breakpoint
CREATE INDEX "runner_jobs_locked" ON "runner_jobs" USING btree ("locked_by") WHERE lock_token is not null;--> statement-breakpoint
CREATE INDEX "runner_keys_expiry" ON "runner_keys" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "runner_runs_ended" ON "runner_runs" USING btree ("ended_at") WHERE ended_at is not null;--> statement-breakpoint
CREATE INDEX "runner_runs_failed" ON "runner_runs" USING btree ("ended_at") WHERE status = 'failed';--> statement-breakpoint
CREATE INDEX "runner_runs_function" ON "runner_runs" USING btree ("function_id","created_at");--> statement-breakpoint
CREATE INDEX "runner_waits_event" ON "runner_waits" USING btree ("event_name","match_key") WHERE event_name is not null;--> statement-breakpoint
CREATE INDEX "runner_waits_expiry" ON "runner_waits" USING btree ("expires_at") WHERE expires_at is not null;--> statement-breakpoint
CREATE INDEX "conversations_newest" ON "conversations" USING btree ("company_id","last_message_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "conversations_customer" ON "conversations" USING btree ("company_id","customer_id");--> statement-breakpoint
CREATE INDEX "message_events_sid" ON "message_events" USING btree ("company_id","sid");--> statement-breakpoint
CREATE INDEX "message_events_message" ON "message_events" USING btree ("company_id","message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_once_per_booking" ON "messages" USING btree ("company_id","booking_id","kind") WHERE direction = 'outbound' and channel = 'whatsapp' and kind in ('booking_confirmation', 'event_reminder', 'feedback_request', 'feedback_reminder', 'thank_you', 'recovery');--> statement-breakpoint
CREATE INDEX "messages_newest" ON "messages" USING btree ("company_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "messages_conversation" ON "messages" USING btree ("company_id","conversation_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "messages_booking" ON "messages" USING btree ("company_id","booking_id");--> statement-breakpoint
CREATE INDEX "messages_customer" ON "messages" USING btree ("company_id","customer_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "messages_open" ON "messages" USING btree ("company_id","next_attempt_at") WHERE status in ('waiting', 'sending', 'unknown');--> statement-breakpoint
CREATE INDEX "messages_unhandled" ON "messages" USING btree ("company_id","created_at") WHERE direction = 'inbound' and handled_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "senders_sms_number" ON "senders" USING btree ("sms_address") WHERE sms_address like '+%';--> statement-breakpoint
CREATE UNIQUE INDEX "senders_one_active" ON "senders" USING btree ("company_id") WHERE active;--> statement-breakpoint
CREATE UNIQUE INDEX "templates_in_use" ON "templates" USING btree ("company_id","purpose","language") WHERE active;--> statement-breakpoint
CREATE UNIQUE INDEX "templates_next" ON "templates" USING btree ("company_id","purpose","language") WHERE not active and retired_at is null;