CREATE SEQUENCE "public"."credential_status_index" INCREMENT BY 1 MINVALUE 0 MAXVALUE 9223372036854775807 START WITH 0 CACHE 1;--> statement-breakpoint
CREATE TABLE "certificate_designs" (
	"course_id" uuid PRIMARY KEY NOT NULL,
	"design" jsonb NOT NULL,
	"edited_by" uuid,
	"edited_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "certificate_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"certificate_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"event" text NOT NULL,
	"reason" text,
	"actor_id" uuid
);
--> statement-breakpoint
CREATE TABLE "issuer_keys" (
	"public_key_multibase" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "module_badges" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"user_id" uuid,
	"course_id" uuid NOT NULL,
	"module_key" text NOT NULL,
	"snapshot" jsonb NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"status_index" integer DEFAULT nextval('credential_status_index') NOT NULL,
	"credential" text,
	"credential_sha256" text,
	"erased_at" timestamp with time zone,
	CONSTRAINT "module_badges_code_unique" UNIQUE("code"),
	CONSTRAINT "module_badges_statusIndex_unique" UNIQUE("status_index"),
	CONSTRAINT "module_badges_once" UNIQUE("user_id","course_id","module_key")
);
--> statement-breakpoint
CREATE TABLE "name_corrections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"certificate_id" uuid NOT NULL,
	"name_native" text NOT NULL,
	"name_latin" text NOT NULL,
	"name_language" text NOT NULL,
	"reason" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"granted" boolean,
	"answer" text
);
--> statement-breakpoint
ALTER TABLE "certificates" DROP CONSTRAINT "certificates_once";--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "superseded_by_id" uuid;--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "status_index" integer DEFAULT nextval('credential_status_index') NOT NULL;--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "credential" text;--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "credential_sha256" text;--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "pdf_sha256" text;--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "certificate_designs" ADD CONSTRAINT "certificate_designs_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_designs" ADD CONSTRAINT "certificate_designs_edited_by_users_id_fk" FOREIGN KEY ("edited_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_events" ADD CONSTRAINT "certificate_events_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_events" ADD CONSTRAINT "certificate_events_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "module_badges" ADD CONSTRAINT "module_badges_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "module_badges" ADD CONSTRAINT "module_badges_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "name_corrections" ADD CONSTRAINT "name_corrections_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "name_corrections" ADD CONSTRAINT "name_corrections_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "certificate_events_history" ON "certificate_events" USING btree ("certificate_id","at");--> statement-breakpoint
CREATE INDEX "module_badges_unsigned" ON "module_badges" USING btree ("id") WHERE "module_badges"."credential" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "name_corrections_one_open" ON "name_corrections" USING btree ("certificate_id") WHERE "name_corrections"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "name_corrections_certificate" ON "name_corrections" USING btree ("certificate_id");--> statement-breakpoint
CREATE INDEX "name_corrections_open" ON "name_corrections" USING btree ("asked_at") WHERE "name_corrections"."decided_at" is null;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_superseded_by_id_certificates_id_fk" FOREIGN KEY ("superseded_by_id") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "certificates_once" ON "certificates" USING btree ("user_id","course_id") WHERE "certificates"."state" <> 'superseded';--> statement-breakpoint
CREATE INDEX "certificates_user" ON "certificates" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "certificates_newest" ON "certificates" USING btree ("issued_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "certificates_unpressed" ON "certificates" USING btree ("id") WHERE "certificates"."pdf_sha256" is null;--> statement-breakpoint
CREATE INDEX "certificates_not_valid" ON "certificates" USING btree ("status_index") WHERE "certificates"."state" <> 'valid';--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_statusIndex_unique" UNIQUE("status_index");