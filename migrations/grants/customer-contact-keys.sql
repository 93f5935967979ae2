GRANT SELECT ON customer_contact_key_view, customer_change_view, customer_image_view, customer_merge_view TO :service;
