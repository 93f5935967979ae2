-- A rating also reads whether the customer or a beneficial owner is registered as a foreign politically exposed person.
CREATE OR REPLACE VIEW customer_profile_view AS
SELECT c.id AS customer_id, c.profile ->> 'channel' AS channel, c.profile ? 'agent' AS has_agent,
  c.profile ? 'reliedOnThirdParty' AS relied_on_third_party, c.profile ? 'correspondent' AS correspondent,
  (NOT c.profile ? 'purpose')::integer + (NOT c.profile ? 'sourceOfFunds')::integer
    + (NOT (c.profile ? 'annualIncome' OR c.profile ? 'registeredCapital'))::integer AS information_gaps,
  coalesce(jsonb_array_length(c.profile -> 'beneficialOwners'), 0) AS owner_count,
  ARRAY(SELECT DISTINCT country FROM (
      SELECT c.nationality AS country
      UNION ALL SELECT a ->> 'country' FROM jsonb_array_elements(c.profile -> 'addresses') AS a
      UNION ALL SELECT c.profile -> 'legalRepresentative' ->> 'nationality'
      UNION ALL SELECT c.profile -> 'agent' ->> 'nationality'
      UNION ALL SELECT o ->> 'nationality' FROM jsonb_array_elements(c.profile -> 'beneficialOwners') AS o
    ) AS named WHERE country IS NOT NULL) AS countries,
  ARRAY(SELECT o ->> 'nationality' FROM jsonb_array_elements(c.profile -> 'beneficialOwners') AS o
    WHERE o ? 'nationality') AS owner_countries,
  ARRAY(SELECT DISTINCT a ->> 'region' FROM jsonb_array_elements(c.profile -> 'addresses') AS a
    WHERE a ? 'region') AS regions,
  coalesce(c.profile -> 'politicallyExposed' ->> 'category' = 'foreign', false) AS foreign_exposed,
  EXISTS (SELECT FROM jsonb_array_elements(c.profile -> 'beneficialOwners') AS o
    WHERE o -> 'politicallyExposed' ->> 'category' = 'foreign') AS owner_foreign_exposed
FROM customer c;
