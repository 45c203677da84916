"""The pages people see: the portal, the kiosk and the widget's demonstration, rendered on the server."""
